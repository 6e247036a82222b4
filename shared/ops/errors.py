"""What an operator can put right; the text is the one sentence that is shown."""


class OperatorError(Exception):
    """A command cannot go on; its text says what to do, and quotes nothing that anybody wrote."""
