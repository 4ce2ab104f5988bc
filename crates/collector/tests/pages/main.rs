//! The pages in a browser: `.ci/pages` installs one.

mod browser;
mod collector;
mod fleet;
#[path = "../support/mod.rs"]
mod support;

use browser::Browser;
use collector::{Collector, healthy, rfc3339};
use serde_json::json;
use std::time::Duration;

#[test]
fn a_page_is_titled_by_what_it_shows() {
    let collector = Collector::start("titles");
    let check = |path: &str, title: &str| {
        let page = collector.get(path).1;
        assert!(page.contains(&format!("<title>{title} – vitalwire</title>")), "{path}: {page}");
    };
    collector.send("</title><b>&7", healthy(""));
    collector.send("", healthy(""));
    check("/", "Fleet");
    check("/?state=well", "Fleet: well");
    check(&format!("/workers/{}", collector.id("</title><b>&7")), "&lt;/title&gt;&lt;b&gt;&amp;7");
    check(&format!("/workers/{}", collector.id("")), "(no WORKER_ID)");
    check("/workers/7", "Nothing is here");
}

#[test]
#[ignore = "needs Chromium: see .ci/pages"]
fn a_worker_appears_goes_late_breaks_and_comes_back() {
    let (collector, browser) = (Collector::start("worker"), Browser::start());
    browser.open(&collector.url("/"));
    browser.wait_for("main", "vitalwire sidecar --endpoint");
    browser.run("window.isStill = true");

    collector.send("boiler-7", healthy("warm"));
    browser.wait_for("tbody tr", "boiler-7");
    browser.wait_for("tbody .badge", "well");
    browser.wait_for("tbody tr", "1 h");
    browser.wait_for("tbody tr", "winter · cellar");

    collector.send("boiler-7", json!({"workerHealthReport": {"vmIsHealthy": true, "reportInterval": "1s"}}));
    browser.wait_for("tbody .badge", "late");
    browser.wait_for(".states .late", "1\nlate");

    let broken = json!({"vmIsBroken": true, "vmBrokenCode": "NO_WATER", "msg": "dry", "reportInterval": "3600s"});
    collector.send("boiler-7", json!({"workerHealthReport": broken}));
    browser.wait_for("tbody .badge", "broken");
    browser.wait_for("tbody tr", "NO_WATER");

    collector.send("boiler-7", healthy("warm again"));
    browser.wait_for("tbody .badge", "well");
    browser.wait_for("tbody tr", "warm again");

    collector.send("boiler-7", json!({"workerShutdownNotice": {"reason": "PREEMPTION"}}));
    browser.wait_for("tbody .badge", "stopped");
    browser.wait_for("tbody tr", "preemption");
    assert_eq!(browser.run("return window.isStill"), true, "the page wasn't loaded again");
    assert_eq!(browser.log(), [""; 0]);
}

#[test]
#[ignore = "needs Chromium: see .ci/pages"]
fn a_list_is_filtered_by_state_and_text() {
    let (collector, browser) = (Collector::start("list"), Browser::start());
    for number in 0..205 {
        collector.send(&format!("boiler-{number}"), healthy(""));
    }
    collector.send_as("attic", "100%_sure", "Fan-1", json!({"workerHealthReport": {"reportInterval": "3600s"}}));
    let names = "return [...document.querySelectorAll('tbody a')].map((a) => a.innerText)";

    browser.open(&collector.url("/"));
    browser.wait_for("caption", "200 of 206 shown");
    assert_eq!(browser.run(names)[0], "Fan-1", "who needs attention is first");

    browser.run("document.querySelector('.states .unhealthy').click()");
    browser.wait_for("caption", "1 worker");
    assert_eq!(browser.run(names), json!(["Fan-1"]));
    assert_eq!(browser.run("return location.search"), "?state=unhealthy");

    for (text, found) in [("fan", 1), ("0%_", 1), ("%", 1), ("ATTIC", 1), ("boiler-20", 6), ("nobody", 0), ("!", 0)] {
        browser.open(&collector.url("/"));
        browser.run(&format!("q.value = {}; q.form.requestSubmit()", json!(text)));
        browser.wait(&format!("return new URLSearchParams(location.search).get('q') === {}", json!(text)));
        browser.wait(&format!("return document.querySelectorAll('tbody tr').length === {found}"));
        assert_eq!(browser.run("return q.value"), text);
    }
    // A filter holds for what comes later.
    collector.send("nobody-else", healthy(""));
    browser.open(&collector.url("/?q=nobody&state=well"));
    collector.send("boiler-300", healthy(""));
    collector.send("nobody-7", healthy(""));
    browser.wait("return document.querySelectorAll('tbody tr').length === 2");
    browser.wait_for(".states .all", "209");

    browser.open(&collector.url("/?q=boiler"));
    browser.wait_for("caption", "200 of 206 shown");
    assert_eq!(browser.log(), [""; 0]);
    assert_eq!(collector.get("/?state=purple").0, 400);
}

#[test]
#[ignore = "needs Chromium: see .ci/pages"]
fn a_worker_has_charts_histograms_and_events() {
    let (collector, browser) = (Collector::start("details"), Browser::start());
    collector.send("boiler-7", healthy("warm"));
    let at = |index: u32| rfc3339(Duration::from_secs(100) - Duration::from_secs(10) * index);
    let cpu = |count| {
        (0..count).map(|index| json!({"rate": f64::from(index) / 4.0, "timestamp": at(index)})).collect::<Vec<_>>()
    };
    let memory = (0..5).map(|index| {
        let (used, limit) = ((1_u64 << 30).to_string(), (1_u64 << 31).to_string());
        json!({"currentRssBytes": used, "currentLimitBytes": limit, "timestamp": at(index)})
    });
    let gpu = (0..4).map(|index| json!({"timestamp": at(index), "utilization": {"rate": 0.5}}));
    collector.send(
        "boiler-7",
        json!({"workerMetrics": {
            "cpuTime": cpu(7), "memoryInfo": memory.collect::<Vec<_>>(), "gpuUsage": gpu.collect::<Vec<_>>(),
            "containers": {"sdk": {"cpuTime": cpu(3)}},
        }}),
    );
    let histogram = |counts: &[i64], overflow: i64| {
        json!({
            "bucketCounts": counts, "count": counts.iter().sum::<i64>() + overflow,
            "bucketOptions": {"exponential": {"numberOfBuckets": 4, "scale": 1}},
            "outlierStats": {"overflowCount": overflow, "overflowMean": 100},
        })
    };
    let metrics = |histogram, count: i64| {
        json!({"perWorkerMetrics": {"perStepNamespaceMetrics": [{
            "originalStep": "Heat/Water", "metricsNamespace": "plant", "metricValues": [
                {"metric": "latency", "valueHistogram": histogram},
                {"metric": "litres", "metricLabels": {"kind": "hot"}, "valueInt64": count},
                {"metric": "pressure", "valueGauge64": {"value": "1200345"}},
            ],
        }]}})
    };
    collector.send("boiler-7", metrics(histogram(&[1, 0, 4], 0), 1000));
    collector.send("boiler-7", metrics(histogram(&[1, 0, 4, 2], 3), 234));
    let long = "x".repeat(5000);
    collector.send("boiler-7", json!({"workerMessageCode": {"code": "LEAK", "parameters": {"where": long}}}));
    collector.send("boiler-7", json!({"workerLifecycleEvent": {"event": "OS_START", "metadata": {"boot": "3"}}}));

    browser.open(&collector.url("/"));
    browser.wait_for("tbody tr", "os start");
    browser.wait_for("tbody tr", "1.50");
    browser.wait_for("tbody tr", "1 of 2 GiB");
    browser.run("document.querySelector('tbody a').click()");
    browser.wait_for("h1", "boiler-7");
    assert_eq!(browser.run("return document.title"), "boiler-7 – vitalwire");
    let points = "return [...document.querySelectorAll('.chart')].map((chart) =>
        [chart.querySelector('strong').innerText,
            chart.querySelector('.line').getAttribute('d').match(/[ML]/g).length])";
    let expected = json!([["CPU", 7], ["Memory", 5], ["GPU", 4], ["CPU", 3]]);
    assert_eq!(browser.run(points), expected);
    assert_eq!(browser.run("return document.querySelectorAll('.chart .limit').length"), 1);

    let rows = "return [...document.querySelectorAll('.histogram tbody tr')].map((row) =>
        [row.cells[0].innerText, row.querySelector('.part').getAttribute('width'), row.cells[2].innerText])";
    let expected = json!([
        ["0 – 1.414", "25.00%", "2"],
        ["1.414 – 2", "0.00%", "0"],
        ["2 – 2.828", "100.00%", "8"],
        ["2.828 – 4", "25.00%", "2"],
        ["≥ 4", "37.50%", "3"],
    ]);
    assert_eq!(browser.run(rows), expected);
    browser.wait_for(".histograms", "Mean of those ≥ 4: 100");
    browser.wait_for(".values", "litres {\"kind\":\"hot\"}");
    browser.wait_for(".values", "1,234");
    browser.wait_for(".values", "1,200,345");
    browser.wait_for(".events", "OS_START");

    // What comes later is drawn, too.
    let more = json!({"cpuTime": [{"rate": 2, "timestamp": rfc3339(Duration::ZERO)}]});
    collector.send("boiler-7", json!({"workerMetrics": more}));
    browser.wait("return document.querySelector('.chart .line').getAttribute('d').match(/[ML]/g).length === 8");

    // A long detail is elsewhere.
    assert!(!browser.text(".events").as_str().unwrap().contains(&long));
    browser.run("document.querySelector('.detail a').click()");
    browser.wait("return location.pathname.includes('/events/')");
    browser.wait_for("body", &long);
    assert_eq!(browser.log(), [""; 0]);
    for path in ["/workers/99", "/workers/x", "/workers/99/live", "/workers/1/events/99"] {
        let (status, page) = collector.get(path);
        assert_eq!(status, 404, "{path}");
        assert!(page.contains("Nothing is here"), "{path}: {page}");
    }
}

#[test]
#[ignore = "needs Chromium: see .ci/pages"]
fn what_workers_send_is_text() {
    let (collector, browser) = (Collector::start("text"), Browser::start());
    let script =
        "</main></code><script>window.isBad = true</script><img src=x onerror='window.isBad = true'>\r\n\"'&amp;";
    let report = json!({"vmIsBroken": true, "vmBrokenCode": script, "msg": script, "reportInterval": "3600s"});
    collector.send_as("a%3Cb%3E", script, script, json!({"workerHealthReport": report}));
    collector.send_as(
        "a%3Cb%3E",
        script,
        script,
        json!({"workerMessageCode": {"code": script, "parameters": {(script): script}}}),
    );
    collector.send_as("a%3Cb%3E", script, script, json!({"workerShutdownNotice": {"reason": script}}));
    let counters = json!([{"metric": script, "metricLabels": {(script): script}, "valueInt64": 1}]);
    let step = json!({"originalStep": script, "metricsNamespace": script, "metricValues": counters});
    collector.send_as("a%3Cb%3E", script, script, json!({"perWorkerMetrics": {"perStepNamespaceMetrics": [step]}}));
    let containers = json!({(script): {"cpuTime": [{"rate": 1}]}});
    collector.send_as("a%3Cb%3E", script, script, json!({"workerMetrics": {"containers": containers}}));

    for path in ["/".to_owned(), format!("/workers/{}", collector.id(script))] {
        browser.open(&collector.url(&path));
        browser.wait_for("main bdi", "<script>window.isBad = true</script>");
        // The same as an event that comes later.
        browser.run("document.querySelector('main').textContent = ''");
        collector.send_as("a%3Cb%3E", script, script, healthy(script));
        browser.wait_for("main bdi", "<script>window.isBad = true</script>");
        assert_eq!(browser.run("return document.querySelectorAll('main script, main img').length"), 0);
        assert_eq!(browser.run("return window.isBad ?? false"), false);
    }
    browser.open(&collector.url("/?q=%3Cscript%3Ealert(1)%3C/script%3E%22"));
    assert_eq!(browser.run("return q.value"), "<script>alert(1)</script>\"");
    assert_eq!(browser.log(), [""; 0]);
}

#[test]
#[ignore = "needs Chromium: see .ci/pages"]
fn long_texts_fit() {
    let (collector, browser) = (Collector::start("long"), Browser::start());
    // What a worker or a metric is known by has 2 KB at most, in all.
    let long = "W".repeat(400);
    let send = |payload| collector.send_as(&long, &long, &long, payload);
    let report = json!({"vmIsBroken": true, "vmBrokenCode": long, "msg": "W".repeat(2000), "reportInterval": "3600s"});
    send(json!({"workerHealthReport": report}));
    send(json!({"workerMessageCode": {"code": long, "parameters": {(&long): long}}}));
    let histogram = json!({
        "bucketCounts": vec![1; 300], "count": 300,
        "bucketOptions": {"linear": {"numberOfBuckets": 300, "start": 1e15, "width": 1e14}},
    });
    let values = json!([
        {"metric": long, "metricLabels": {(&long): long}, "valueInt64": i64::MIN.to_string()},
        {"metric": long, "metricLabels": {(&long): long}, "valueHistogram": histogram},
    ]);
    let step = json!({"originalStep": long, "metricsNamespace": long, "metricValues": values});
    send(json!({"perWorkerMetrics": {"perStepNamespaceMetrics": [step]}}));
    send(json!({"workerMetrics": {"containers": {(&long): {"cpuTime": [{"rate": 1e300}, {"rate": -5}]}}}}));
    for path in ["/".to_owned(), format!("/workers/{}", collector.id(&long))] {
        for width in [1200, 800, 390] {
            browser.look(width, 800, false);
            browser.open(&collector.url(&path));
            browser.wait_for("main", &"W".repeat(300));
            assert_eq!(browser.run("return document.documentElement.scrollWidth"), width, "{path} of {width}");
        }
    }
    browser.wait_for("h1", &long);
    browser.wait_for(".histograms", "44 more values are in none of these buckets");
    assert_eq!(browser.log(), [""; 0]);
}

#[test]
#[ignore = "needs Chromium: see .ci/pages"]
fn a_page_says_that_it_is_out_of_date_and_recovers() {
    let (mut collector, browser) = (Collector::start("recovery"), Browser::start());
    collector.send("boiler-7", healthy("before"));
    browser.open(&collector.url("/"));
    browser.wait_for("tbody tr", "before");
    assert_eq!(browser.run("return notice.hidden"), true);
    assert_eq!(browser.log(), [""; 0]);

    collector.kill();
    browser.wait_for("#notice", "Not up to date since");
    collector.restart();
    collector.send("boiler-7", healthy("between"));
    browser.wait("return notice.hidden");
    browser.wait_for("tbody tr", "between");

    // It stops, although a page is open, without a word: it hasn't had to cut that off.
    assert_eq!(collector.terminate(), "");
    browser.wait_for("#notice", "Not up to date since");
    collector.restart();
    browser.wait("return notice.hidden");
    collector.send("boiler-7", healthy("after"));
    browser.wait_for("tbody tr", "after");
    // Chromium logs that connections were refused, and nothing else.
    let log = browser.log();
    assert!(log.iter().all(|entry| entry.contains("net::ERR_")), "{log:?}");
}

#[test]
#[ignore = "needs Chromium: see .ci/pages"]
fn who_may_not_watch_tries_again() {
    let (collector, browser) = (Collector::start("refused"), Browser::start());
    let viewers = (0..100).map(|_| collector.watch("/live")).collect::<Vec<_>>();
    assert_eq!(collector.get("/live").0, 503);
    browser.open(&collector.url("/"));
    browser.wait_for("#notice", "Not up to date since");
    drop(viewers);
    browser.wait("return notice.hidden");
    collector.send("boiler-7", healthy("warm"));
    browser.wait_for("tbody tr", "warm");
    let log = browser.log();
    assert!(log.iter().all(|entry| entry.contains("503")), "{log:?}");
}

#[test]
#[ignore = "needs Chromium: see .ci/pages"]
fn who_reads_a_list_isnt_disturbed() {
    let (collector, browser) = (Collector::start("reader"), Browser::start());
    let broken = json!({"workerHealthReport": {"vmIsBroken": true, "reportInterval": "3600s"}});
    collector.send("boiler-7", healthy(""));
    collector.send("boiler-8", healthy(""));
    browser.open(&collector.url("/"));
    browser.wait("return document.querySelectorAll('tbody tr').length === 2");
    browser.run("[...document.querySelectorAll('tbody a')].find((link) => link.innerText === 'boiler-7').focus()");
    browser.run("getSelection().selectAllChildren(document.activeElement)");
    browser.run("q.value = 'half a wo'");
    // Others come before it; then it comes before the others.
    collector.send("boiler-9", broken.clone());
    browser.wait("return document.querySelectorAll('tbody tr').length === 3");
    assert_eq!(browser.run("return getSelection().toString()"), "boiler-7");
    collector.send("boiler-9", healthy(""));
    collector.send("boiler-7", broken);
    browser.wait("return document.querySelector('tbody tr').innerText.includes('boiler-7')");
    assert_eq!(browser.run("return document.activeElement.innerText"), "boiler-7");
    assert_eq!(browser.run("return q.value"), "half a wo");
    assert_eq!(browser.log(), [""; 0]);
}

#[test]
#[ignore = "needs Chromium: see .ci/pages"]
fn pages_fit_into_any_window() {
    let (mut collector, browser) = (Collector::start("windows"), Browser::start());
    fleet::send(&mut collector);
    let worker = format!("/workers/{}", collector.id(fleet::FIRST));
    let directory = std::env::var_os("VITALWIRE_SCREENSHOTS").map(std::path::PathBuf::from);
    for (page, path) in [("fleet", "/"), ("worker", &worker)] {
        for (width, is_dark) in [(1200, false), (1200, true), (800, false), (390, false), (390, true)] {
            browser.look(width, 800, is_dark);
            browser.open(&collector.url(path));
            assert_eq!(browser.run("return document.documentElement.scrollWidth"), width, "{page} of {width}");
            if let Some(directory) = &directory {
                use base64::Engine;
                std::fs::create_dir_all(directory).unwrap();
                let scheme = if is_dark { "-dark" } else { "" };
                let picture = base64::engine::general_purpose::STANDARD.decode(browser.picture()).unwrap();
                std::fs::write(directory.join(format!("{page}-{width}{scheme}.png")), picture).unwrap();
            }
        }
    }
    // Without the script, a page is the same.
    browser.devtools("Emulation.setScriptExecutionDisabled", json!({"value": true}));
    browser.open(&collector.url("/"));
    assert_eq!(browser.run("return document.querySelectorAll('tbody tr').length"), fleet::COUNT);
    assert_eq!(browser.text("footer noscript a"), "Now");
    assert_eq!(browser.log(), [""; 0]);
}
