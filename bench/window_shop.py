"""Makes the demo shop that the window opens, and says whom a search finds in it: `… TYPED`."""

import sys

from smbcrm.bootstrap import premises


def main(typed: str) -> None:
    """Make the shop in this user's folder and remember it as the one opened last."""
    here = premises()
    services = here.demo(here.demo_address("en"), "en")
    here.machine.remember_shop(services.address)
    print("\n".join(one.full_name for one in services.customers.find(typed)))
    services.close()


if __name__ == "__main__":
    main(sys.argv[1])
