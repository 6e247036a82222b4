"""The codes by which labelled reports say why they have their level."""

CODES: dict[str, frozenset[str]] = {
    "immediate": frozenset(
        [
            "DANGER_NOW",
            "IMPENDING_ACCESS",
            "MEETING_SET",
            "OFFENDER_TRAVELLING",
            "CHILD_MISSING",
            "CHILD_HELD",
            "SELF_HARM",
            "EXTORTION_DEADLINE",
            "LIVE_ABUSE",
            "TRAFFICKING_NOW",
            "THREAT_OF_VIOLENCE",
            "INJURY_NOW",
            "STATED_INTENT",
            "REPORTER_SAYS_NOW",
        ]
    ),
    "high": frozenset(
        [
            "ONGOING_ABUSE",
            "ONGOING_CONTACT",
            "MEETING_LATER",
            "ACTIVE_EXTORTION",
            "OFFENDER_ACCESS",
            "RECENT_DISCLOSURE",
            "CHILD_IDENTIFIABLE",
            "TRAFFICKING_SUSPECTED",
            "SELF_HARM_PAST",
        ]
    ),
    "standard": frozenset(
        [
            "HISTORICAL",
            "CONTENT_ONLY",
            "UNSOLICITED_MATERIAL",
            "MISLEADING_DOMAIN",
            "MISLEADING_WORDS",
            "HYPOTHETICAL",
            "FICTION_OR_NEWS",
            "FIGURATIVE",
            "ADULT_MATTER",
            "OUT_OF_SCOPE",
            "SPAM",
            "RESOLVED",
            "DUPLICATE_FOLLOWUP",
            "VAGUE",
        ]
    ),
}
