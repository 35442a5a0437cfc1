"""Whoever lets others in cannot lock everybody out."""

import pytest

from appraisal.models import Access
from people.models import User
from tests.access.scene import begun, signed_in
from tests.landscape.browser import address, text_of


@pytest.mark.django_db
def test_the_last_owner_cannot_become_an_editor_by_sharing_with_themselves():
    amina = User.objects.create_user("amina@example.org")
    home_care = begun(by=amina)

    page = signed_in(amina).post(
        address(home_care, "people/share/"), {"email": amina.email, "level": "editor"}
    )

    assert "Make another person its owner first" in text_of(page)
    assert Access.objects.get().level == Access.Level.OWNER
