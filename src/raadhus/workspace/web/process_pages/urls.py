"""Addresses of running processes."""

from django.urls import URLPattern, URLResolver, path

from raadhus.workspace.web.process_pages import incident, instance, migrations, overview

urlpatterns: list[URLPattern | URLResolver] = [
    path("processes/", overview.show, name="processes"),
    path("processes/incidents/<uuid:incident_id>/", incident.show, name="process-incident"),
    path("processes/incidents/<uuid:incident_id>/retry/", incident.retry, name="process-retry"),
    path("processes/incidents/<uuid:incident_id>/answer/", incident.answer, name="process-answer"),
    path("processes/migrate/", migrations.migrate, name="process-migrate"),
    path("processes/migrations/<uuid:migration_id>/", migrations.show, name="process-migration"),
    path("processes/migrations/<uuid:migration_id>/stop/", migrations.stop, name="process-migration-stop"),
    path("processes/migrations/<uuid:migration_id>/go-on/", migrations.go_on, name="process-migration-go-on"),
    path("processes/<uuid:instance_id>/", instance.show, name="process-instance"),
    path("processes/<uuid:instance_id>/pause/", instance.pause, name="process-pause"),
    path("processes/<uuid:instance_id>/resume/", instance.resume, name="process-resume"),
    path("processes/<uuid:instance_id>/cancel/", instance.cancel, name="process-cancel"),
    path("processes/<uuid:instance_id>/move/", instance.move, name="process-move"),
]
