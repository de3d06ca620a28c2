"""The source of travel times that the settings name."""

from fleettickets.config import DispatchSettings
from fleettickets.dispatch.travel.remembered import Routing
from fleettickets.dispatch.travel.routing_servers import Osrm, Valhalla


def travel_of(settings: DispatchSettings) -> Routing | None:
    """Return the source of travel times; None: the estimate.

    Raises:
        SettingError: a server is wanted and its address is not set.
    """
    if settings.travel == "estimate":
        return None
    if settings.travel_url is None:
        raise DispatchSettings.setting("travel_url").refusal(expected="an address")
    address = settings.travel_url.rstrip("/")
    if settings.travel == "osrm":
        return Osrm(address, settings.travel_timeout_s)
    return Valhalla(address, settings.travel_timeout_s)
