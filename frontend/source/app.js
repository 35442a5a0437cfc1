// The behaviour of the components we use. Every page works without it.
import {
  Button,
  CharacterCount,
  Checkboxes,
  createAll,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
} from "govuk-frontend";

import { watch } from "./document.js";
import { showWhatChanges } from "./what_if.js";

// GOV.UK Frontend looks for these classes. Its own template sets them with an inline script, which
// our Content-Security-Policy does not allow. That this file runs shows that modules are supported.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

for (const component of [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
]) {
  createAll(component);
}

for (const form of document.querySelectorAll("[data-what-if]")) {
  showWhatChanges(form);
}

for (const place of document.querySelectorAll("#document")) {
  watch(place);
}
