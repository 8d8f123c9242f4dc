"""Files: what can be in the way."""

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_


class FileExists(UserError):
    """A file is not written over something that is there."""

    msgid = N_("{file} is there already. Choose another name.")
    command = N_("Or replace it with --force.")


class FileNotWritten(EnvironmentFault):
    """The folder is missing, full, or not ours to write."""

    msgid = N_(
        "{file} could not be written. Check that the folder is there, that you may write to it and "
        "that the disk has room, then try again."
    )
