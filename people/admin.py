"""The administrators' pages: accounts, organisations and who belongs where.

Nothing of an appraisal is registered here, and nothing may be: administrators look after people,
not after their work. To anyone else there are no such pages.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver

from people.models import Membership, Organisation, User
from people.second_step import forget_steps_of, took_second_step

# Signing in and out is done elsewhere, and there are no passwords to change.
LEFT_OUT = ("login", "logout", "password_change", "password_change_done", "view_on_site")


class Administration(admin.AdminSite):
    site_header = site_title = "Accounts and organisations"
    index_title = "What to look after"
    site_url = "/account/"

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return user.is_authenticated and user.is_administrator and took_second_step(request)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [each for each in super().get_urls() if getattr(each, "name", "") not in LEFT_OUT]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        shown = super().admin_view(view, cacheable)

        def view_or_nothing(request: HttpRequest, *args: Any, **said: Any) -> HttpResponse:
            if not self.has_permission(request):
                raise Http404
            response: HttpResponse = shown(request, *args, **said)
            return response

        return view_or_nothing


administration = Administration(name="admin")


class Kept(admin.ModelAdmin):  # type: ignore[type-arg]
    """What an administrator may see and change, and nobody deletes from here.

    Deleting would list what hangs on it, appraisals and their titles among it.
    """

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User, site=administration)
class UserAdmin(Kept):
    list_display = ("email", "is_active", "is_analyst", "is_administrator", "last_login")
    list_filter = ("is_active", "is_analyst", "is_administrator")
    search_fields = ("email",)
    ordering = ("email",)
    fields = ("email", "is_active", "is_analyst", "is_administrator", "joined_at", "last_login")
    actions = ("forget_second_step",)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Let an address be given once: who has signed in with it is who it is."""
        return ("joined_at", "last_login", *(["email"] if obj else []))

    @admin.action(
        description="Forget the second step of those who have lost it (make sure who asks)"
    )
    def forget_second_step(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        for user in chosen:
            forget_steps_of(user)
            self.log_change(request, user, "Second step forgotten.")
        self.message_user(request, f"Forgotten: {len(chosen)}.")

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)


@admin.register(Organisation, site=administration)
class OrganisationAdmin(Kept):
    list_display = ("name", "kind", "region", "starts", "ends", "successor", "is_verified")
    list_filter = ("is_verified", "kind", "region")
    search_fields = ("name", "official_name", "gss_code")
    ordering = ("name",)
    raw_id_fields = ("successor",)


@admin.register(Membership, site=administration)
class MembershipAdmin(Kept):
    list_display = ("user", "organisation", "asked_at", "approved_at", "approved_by")
    list_filter = (("approved_at", admin.EmptyFieldListFilter),)
    list_select_related = ("user", "organisation", "approved_by")
    search_fields = ("user__email", "organisation__name")
    ordering = ("-asked_at",)
    raw_id_fields = ("user", "organisation")
    fields = ("user", "organisation", "asked_at", "approved_at", "approved_by")
    readonly_fields = ("asked_at", "approved_at", "approved_by")
    actions = ("approve",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Nothing hangs on it, and somebody may be in the wrong organisation.
        return True

    @admin.action(description="Approve the chosen requests to join")
    def approve(self, request: HttpRequest, chosen: QuerySet[Membership]) -> None:
        assert isinstance(request.user, User)
        for membership in chosen:
            membership.approve(by=request.user)
        self.message_user(request, f"Approved: {len(chosen)}.")
