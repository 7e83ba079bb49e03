import os, time, cProfile, pstats
import pytest
from django.test.utils import CaptureQueriesContext
from django.db import connection
from raadhus.forms.tests.townkit import address, browser_of
pytestmark=[pytest.mark.skipif(not os.environ.get("BENCH"), reason="bench"), pytest.mark.usefixtures("town")]
import logging
def test_bench():
    from django.template import Template
    from django.test.utils import _TestState
    Template._render=_TestState.saved_data.template_render
    import structlog, io
    logging.disable(logging.CRITICAL)
    b=browser_of("amina"); b.handler.enforce_csrf_checks=False
    b.open(address()); b.send(address())
    answers={"children.r1.daycare":"kindergarten","children.r1.fee_monthly":"2.150,50","children.r2.daycare":"nursery","children.r2.fee_monthly":"3.900","subsidy_from":"2024-12-01"}
    def get(s): b.open(address(s))
    def post(s,v): 
        r=b.send(address(s),**v); assert r.status_code==302,b.page
        b.page=b.page  # version
    def cycle():
        get("household"); post("household",{}); get("children"); post("children",answers); get("income"); post("income",{"applicant.self_employed":"no"}); get("summary")
    cycle(); cycle()
    for name,f in {"get household":lambda:get("household"),"get children":lambda:get("children"),"get income":lambda:get("income"),"get summary":lambda:get("summary")}.items():
        with CaptureQueriesContext(connection) as q: f()
        t=time.process_time(); n=30
        for _ in range(n): f()
        print(name, "queries",len(q), "cpu ms", round((time.process_time()-t)/n*1000,2))
    with CaptureQueriesContext(connection) as q:
        get("children"); 
        a=len(q)
        post("children",answers)
    print("post children queries", len(q)-a); [print("   ",x["sql"][:150]) for x in q.captured_queries[a:]]
    t=time.process_time(); n=30
    for _ in range(n): get("children"); post("children",answers)
    print("get+post children", round((time.process_time()-t)/n*1000,2))

    from django.core.handlers.wsgi import WSGIHandler
    app=WSGIHandler()
    def raw(step):
        env={"REQUEST_METHOD":"GET","PATH_INFO":address(step),"HTTP_HOST":"egeby.localhost","SERVER_NAME":"x","SERVER_PORT":"80","wsgi.input":io.BytesIO(b""),"wsgi.url_scheme":"http","HTTP_COOKIE":"language=da; session="+b.cookies["session"].value, "QUERY_STRING":"","REMOTE_ADDR":"127.0.0.1"}
        from django.core import signals
        from django.db import close_old_connections
        r=app(env,lambda *a:None)
        return r
    from django.core import signals; from django.db import close_old_connections
    signals.request_started.disconnect(close_old_connections); signals.request_finished.disconnect(close_old_connections)
    for st in ("household","children","income","summary"):
        raw(st); t=time.process_time(); n=60
        for _ in range(n): r=raw(st)
        print("raw",st,r.status_code,len(r.content), round((time.process_time()-t)/n*1000,2))
    pr=cProfile.Profile(); pr.enable()
    for _ in range(60): raw("children")
    pr.disable(); pstats.Stats(pr).sort_stats("cumtime").print_stats(130)
