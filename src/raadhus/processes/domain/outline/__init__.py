"""A model as a list of steps that is read and edited without its drawing, which is kept in step."""
