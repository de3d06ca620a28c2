"""Reasons in words."""

from fleettickets.dispatch.problem import Problem
from fleettickets.dispatch.reasons import ALONE, CREW, FULL, PRICE, SKILL, Reason


def explain_in_words(problem: Problem, reason: Reason) -> str:
    """Return why a job is left out, crew by crew in numbers."""
    job = problem.jobs[reason.job]
    if not problem.crews:
        return "no crew is on shift"
    if job.crew is not None and job.crew not in {crew.name for crew in problem.crews}:
        return f"pinned to {job.crew}, which is not on shift"
    counts = reason.counts
    skilled = {skill for crew in problem.crews for skill in crew.skills}
    missing = sorted(job.skills - skilled)
    if missing:
        return f"no crew on shift has the skill {', '.join(missing)}"
    phrases = {
        PRICE: "{} could take it, but that costs more than leaving it out",
        FULL: "{} full: no place in the route is allowed",
        ALONE: "{} could not do it even as the only job (shift, lunch or its time window)",
        CREW: "{} excluded, because it is pinned to " + str(job.crew),
        SKILL: "{} without the skill " + ", ".join(sorted(job.skills)),
    }
    return "; ".join(phrases[kind].format(_crews(count)) for kind, count in counts.items())


def _crews(count: int) -> str:
    return f"{count} crew" if count == 1 else f"{count} crews"
