"""What cannot be kept of a customer or not be found, and what to do instead."""

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_


class NameOrPhoneMissing(UserError):
    """Neither a name nor a phone: nobody could be found again."""

    msgid = N_("A customer needs a name or a phone. Type one of them.")


class TextTooLong(UserError):
    """A text that is longer than its field."""

    msgid = N_("{field} is longer than {longest} signs. Shorten it.")


class TooMany(UserError):
    """More phones, tags or occasions than anybody has."""

    msgid = N_("{field}: at most {most} are kept. Leave some out.")


class BadEmail(UserError):
    """A text that is no e-mail address."""

    msgid = N_("“{email}” is no e-mail address. Write it as name@example.com.")


class BadPhone(UserError):
    """A text without any digit where a phone is asked for."""

    msgid = N_("“{phone}” is no phone: it has no digit. Correct it or leave it out.")


class BadLanguage(UserError):
    """A language that documents are not made in."""

    msgid = N_("“{language}” is no language of our documents. Known: {known}.")


class BadCustomerCode(UserError):
    """A code that cannot be typed or printed."""

    msgid = N_("A customer's code has 1 to 40 letters, digits, dots or hyphens. Change it.")


class CustomerCodeTaken(UserError):
    """The code belongs to another customer, or is the number of a card."""

    msgid = N_("{code} is the code or card of another customer. Choose another one.")


class BadPaymentDays(UserError):
    """A text that is no number of days in which somebody pays."""

    msgid = N_("“{text}” is no number of days. Give a whole number from 0 to {most}, such as 30.")


class UnknownReferrer(UserError):
    """Nobody has the code that was given for the referrer."""

    msgid = N_("No customer has the code {code}.")
    command = N_("Look for the referrer with: smbcrm find")


class OwnReferrer(UserError):
    """Nobody brings themselves."""

    msgid = N_("A customer cannot be their own referrer. Give another code or leave it empty.")


class ReferrersInARing(UserError):
    """Who is named was brought by the customer, straight or through others."""

    msgid = N_(
        "{code} came through this customer, so cannot have brought them. Give another code or "
        "leave it empty."
    )


class UnknownCustomer(UserError):
    """There is no customer with that id: removed since, or never there."""

    msgid = N_("This customer is not there any more. Look for them again.")


class MergedAway(UnknownCustomer):
    """The customer went into another one."""

    msgid = N_("This customer was merged into {name} ({code}). Go on with that one.")


class NobodyFound(UserError):
    """The text finds nobody."""

    msgid = N_("Nobody was found for “{text}”. Check it, or add the customer.")


class SeveralFound(UserError):
    """The text finds more than one customer."""

    msgid = N_("“{text}” finds several: {found}. Use a code.")


class ManyFound(UserError):
    """The text finds more customers than are worth listing."""

    msgid = N_("“{text}” finds several: {found}, and more. Use a code.")


FOUND_WITH_PHONE = N_("{name} ({code}, phone …{end})")
FOUND = N_("{name} ({code})")
