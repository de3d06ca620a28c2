"""The routes of plans: read, make, compare, publish, and questions about one ticket."""

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from fleettickets.api import plan_questions
from fleettickets.api.contract.day_outcome import DayOutcome
from fleettickets.api.contract.dispatch import DispatchPlan
from fleettickets.api.contract.plan_answers import (
    CandidateList,
    ListedPlans,
    PlanDifference,
    PlanMade,
    TriedMove,
    Why,
)
from fleettickets.api.desk_answers import decider, fresh, give, known_state
from fleettickets.api.dispatch_parameters import (
    CandidatesQuery,
    ChangesQuery,
    DayQuery,
    MoveQuery,
    PlanWish,
    PublishWish,
    today,
)
from fleettickets.api.guards import Deciding, Reading
from fleettickets.api.parameters import Dataset, TicketId
from fleettickets.dispatch.differences import difference
from fleettickets.dispatch.search import Effort
from fleettickets.domain import crew_day
from fleettickets.planner_errors import UnknownDispatchError
from fleettickets.store import dispatch_desk
from fleettickets.store.connect import Connection
from fleettickets.store.dispatch_plans import find_plan, read_outcome, read_plan

router = APIRouter(prefix="/api/v1/dispatch")

PlanId = Annotated[int, Path(ge=1, lt=1 << 62)]
DayOptions = Annotated[DayQuery, Query()]


@router.get("/plans", response_model=ListedPlans)
async def plans(visit: Reading, options: DayOptions) -> Response:
    """The plans of a day without their content, the newest first."""
    desk = visit.service.desk

    async def read() -> object:
        return {"plans": await desk.run(partial(dispatch_desk.list_plans, plan_on=options.date))}

    return await give(visit, read)


@router.get("/plan", response_model=DispatchPlan)
async def day_plan(visit: Reading, options: DayOptions) -> Response:
    """The published plan of a day, else its newest draft; 404 if there is none."""
    desk = visit.service.desk

    async def read() -> object:
        plan = await desk.run(partial(read_plan, plan_on=options.date))
        if plan is not None:
            desk.prepare(plan["plan_id"], visit.caller.versions)
        return plan

    return await give(visit, read)


@router.get("/report", response_model=DayOutcome)
async def day_outcome(visit: Reading, options: DayOptions) -> Response:
    """A day's published plan against what happened, by team and crew; 404 if none is published."""
    read = partial(read_outcome, plan_on=options.date)
    return await give(visit, partial(visit.service.desk.run, read))


@router.get("/plans/{plan_id}", response_model=DispatchPlan)
async def plan(visit: Reading, plan_id: PlanId) -> Response:
    """One plan; 404 if it is unknown."""
    desk = visit.service.desk

    async def read() -> object:
        found = await desk.run(partial(read_plan, plan_id=plan_id))
        if found is not None:
            desk.prepare(plan_id, visit.caller.versions)
        return found

    return await give(visit, read)


@router.post("/plans", response_model=PlanMade)
async def make_plan(visit: Deciding, wish: PlanWish) -> Response:
    """Plan a day from what is published and keep a draft; answers the difference to it."""
    desk = visit.service.desk
    effort = Effort(wish.iterations, wish.seed, wish.limit_s)
    plan_id = await desk.plan(wish.plan_on or today(), effort, decider(visit))
    found = await desk.run(partial(_against, plan_id=plan_id, against=None))
    return fresh({"plan_id": plan_id, "changes": found})


@router.get("/plans/{plan_id}/changes", response_model=PlanDifference)
async def changes(
    visit: Reading, plan_id: PlanId, options: Annotated[ChangesQuery, Query()]
) -> Response:
    """How a plan differs from another one; by default from the published one of its day."""
    read = partial(_against, plan_id=plan_id, against=options.against)
    return await give(visit, partial(visit.service.desk.run, read))


def _against(conn: Connection, *, plan_id: int, against: int | None) -> dict[str, Any]:
    after = read_plan(conn, plan_id=plan_id)
    if after is None:
        raise UnknownDispatchError(f"plan {plan_id}", "does not exist")
    if against is None:
        line = find_plan(conn, plan_on=after["plan_on"], state="published")
        against = line.plan_id if line else None
    before = None if against is None else read_plan(conn, plan_id=against)
    if against is not None and before is None:
        raise UnknownDispatchError(f"plan {against}", "does not exist")
    return difference(before, after)


@router.post("/plans/{plan_id}/publish", response_model=DispatchPlan)
async def publish(visit: Deciding, plan_id: PlanId, wish: PublishWish) -> Response:
    """Publish a draft in place of the day's plan, which If-Match names: its number, or `none`.

    412 if another plan has been published since; 409 without `confirm` if the plan's tickets are
    out of date.
    """
    work = partial(
        dispatch_desk.publish,
        plan_id=plan_id,
        instead_of=known_state(visit),
        is_confirmed=wish.confirm,
    )
    desk = visit.service.desk
    await desk.run(work, decider(visit))
    return fresh(await desk.run(partial(read_plan, plan_id=plan_id)))


@router.get("/plans/{plan_id}/why/{dataset}/{ticket_id:path}", response_model=Why)
async def why(visit: Reading, plan_id: PlanId, dataset: Dataset, ticket_id: TicketId) -> Response:
    """Where a ticket is in a plan, or why it is nowhere and how it could be done after all."""
    work = partial(
        plan_questions.why, plan_id=plan_id, ticket=crew_day.TicketId(dataset, ticket_id)
    )
    return await give(visit, partial(visit.service.desk.run, work))


@router.get("/plans/{plan_id}/candidates/{dataset}/{ticket_id:path}", response_model=CandidateList)
async def candidates(
    visit: Reading,
    plan_id: PlanId,
    dataset: Dataset,
    ticket_id: TicketId,
    options: Annotated[CandidatesQuery, Query()],
) -> Response:
    """The best crews for a ticket: the drive, the start, what would give, and who cannot."""
    loaded = await visit.service.desk.problem_of(plan_id, visit.caller.versions)
    ticket = crew_day.TicketId(dataset, ticket_id)
    return fresh(await plan_questions.candidates(loaded, ticket, options.most))


@router.get("/plans/{plan_id}/move/{dataset}/{ticket_id:path}", response_model=TriedMove)
async def move(
    visit: Reading,
    plan_id: PlanId,
    dataset: Dataset,
    ticket_id: TicketId,
    options: Annotated[MoveQuery, Query()],
) -> Response:
    """What moving a ticket there would cost and break; it changes nothing.

    Without a crew: what leaving it out would cost.
    """
    loaded = await visit.service.desk.problem_of(plan_id, visit.caller.versions)
    ticket = crew_day.TicketId(dataset, ticket_id)
    return fresh(await plan_questions.moved(loaded, ticket, options.crew, options.starts_at))
