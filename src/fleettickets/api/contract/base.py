"""What all models have in common: strict keys, and figures with their units."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic_core import CoreSchema


class Shape(BaseModel):
    """An object whose keys are all listed, and all present."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class ReportAnswer(Shape):
    """What one function of schema reporting answers."""

    FUNCTION: ClassVar[str]
    """The function's name."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure counts, or is measured in; ``x-unit`` in the OpenAPI document."""

    name: str

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Add the unit to the figure's schema."""
        return {**handler(schema), "x-unit": self.name}


Tickets = Annotated[int, Unit("tickets")]
Closings = Annotated[int, Unit("closings")]
Reopenings = Annotated[int, Unit("reopenings")]
Runs = Annotated[int, Unit("runs")]
Files = Annotated[int, Unit("files")]
Rows = Annotated[int, Unit("rows")]
Rejects = Annotated[int, Unit("rejects")]
Requests = Annotated[int, Unit("requests")]
Days = Annotated[int, Unit("days")]
Seconds = Annotated[int, Unit("seconds")]
Minutes = Annotated[int, Unit("minutes")]
"""Whole minutes, rounded down."""
Hours = Annotated[float, Unit("hours")]
"""With two decimals."""
FractionalMinutes = Annotated[float, Unit("minutes")]
"""Minutes of an average or a percentile."""
DailyTickets = Annotated[float, Unit("tickets a day")]
Share = Annotated[float, Unit("0 to 1")]
Degrees = Annotated[float, Unit("degrees")]
