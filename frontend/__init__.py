"""How pages look: GOV.UK Frontend without its branding, for our templates and forms."""
