"""What can go wrong that a caller answers for: one class per cause, none quoting a reporter."""


class TiplineError(Exception):
    """Base of every error this service raises on purpose."""


class BadNumberError(TiplineError):
    """These digits are no report number: the check digits do not fit, or some are missing."""


class StoreUnavailableError(TiplineError):
    """No durable store said yes; the caller must not acknowledge anything."""


class UnknownAgencyError(TiplineError):
    """The directory has no agency of this id."""
