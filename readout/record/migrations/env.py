"""Runs the migrations on the connection that the record hands over."""

from alembic import context

from readout.record.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
