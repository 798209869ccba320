"""The HTML report in a real browser: Chromium, headless, driven by selenium (the extra ``browser``). Skipped where either is missing."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from scope_lint.api import check, names
from scope_lint.options import Options
from scope_lint.report.html import check_html, names_html
from tests.environments import ROOT

pytest.importorskip("selenium", reason="needs selenium: pip install '.[browser]'")
from selenium.webdriver import Chrome, ChromeOptions, ChromeService  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402
from selenium.webdriver.support.ui import WebDriverWait  # noqa: E402

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
DRIVER = shutil.which("chromedriver")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason="needs Chromium and chromedriver on the PATH"),
]


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> dict[str, Path]:
    """Real reports: of two buggy programs, and of the variables of one."""
    folder = tmp_path_factory.mktemp("reports")
    patch = pytest.MonkeyPatch()
    patch.chdir(ROOT)
    bugs = ["fixtures/example/gan.py", "fixtures/bugs/066-prefix-matches-target-too"]
    pages = {
        "check": check_html(check(bugs, Options(models=True, no_cache=True))),
        "names": names_html(names(["fixtures/example/gan.py"], Options(no_cache=True))),
    }
    patch.undo()
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    options = ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--window-size=1400,900",
        f"--user-data-dir={tmp_path_factory.mktemp('profile')}",
    ):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def page(browser, reports):
    def open_page(name: str, anchor: str = "") -> Any:
        browser.get("about:blank")
        browser.get(reports[name].as_uri() + anchor)
        return browser

    yield open_page
    assert [entry for entry in browser.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")] == []


def shown(page: Any, selector: str) -> list[str]:
    return [element.text for element in page.find_elements(By.CSS_SELECTOR, selector) if element.is_displayed()]


def variables(page: Any) -> list[str]:
    found = page.find_elements(By.CSS_SELECTOR, ".variable")
    return [element.get_attribute("data-name") for element in found if element.is_displayed()]


def goes_to(page: Any, line: str) -> bool:
    """Whether this line becomes the one that is pointed at: what follows an address is told of it a little later (``hashchange``)."""
    return WebDriverWait(page, 10).until(lambda _: page.find_elements(By.CSS_SELECTOR, f'.line.target[data-n="{line}"]')) != []


def search(page: Any, text: str) -> str:
    """What is said of the search for ``text``, once it is done: the page searches a little after the last letter."""
    box = page.find_element(By.ID, "query")
    box.clear()
    box.send_keys(text)
    said = page.find_element(By.ID, "matches")
    WebDriverWait(page, 10).until(lambda _: said.get_attribute("aria-busy") == "false")
    return said.text


def in_view(page: Any, element: Any) -> bool:
    """Whether the element lies within what its pane shows."""
    return page.execute_script(
        "const at = arguments[0].getBoundingClientRect(); const middle = document.elementFromPoint(at.left + 80, at.top + at.height / 2);"
        "return arguments[0].contains(middle)",
        element,
    )


def test_nothing_is_asked_of_the_network(page):
    driver = page("check")
    asked = [entry["message"] for entry in driver.get_log("performance") if "Network.requestWillBeSent" in entry["message"]]
    assert asked and not any("http" in message.split('"documentURL"')[1].split(",")[0] for message in asked)


def test_the_source_of_the_first_finding_is_open_beside_it(page):
    driver = page("check")
    first = driver.find_element(By.CSS_SELECTOR, ".finding .where a")
    line = driver.find_element(By.CSS_SELECTOR, first.get_attribute("href").split("html")[-1])
    assert line.is_displayed() and in_view(driver, line)
    assert len(shown(driver, ".file")) == 1
    left, right = (driver.find_element(By.CSS_SELECTOR, name).rect for name in (".said-column", ".source"))
    assert left["y"] == right["y"] and left["x"] + left["width"] <= right["x"] + 1


def test_a_place_opens_its_file_at_its_line(page):
    driver = page("check")
    last = driver.find_elements(By.CSS_SELECTOR, ".finding .where a")[-1]
    driver.execute_script("arguments[0].scrollIntoView()", last)
    last.click()
    (line,) = driver.find_elements(By.CSS_SELECTOR, ".line.target")
    assert line.is_displayed() and in_view(driver, line)
    path, number, _ = last.text.split(":")
    assert shown(driver, ".file > h3") == [path]
    assert line.get_attribute("data-n") == number
    assert line.find_elements(By.TAG_NAME, "mark")


def test_a_place_can_be_reached_by_keyboard_and_by_address(page):
    driver = page("names", "#s1-33")
    assert goes_to(driver, "33")
    link = driver.find_element(By.CSS_SELECTOR, ".variable a.place")
    link.send_keys(Keys.ENTER)
    assert goes_to(driver, "15")
    driver.back()
    assert goes_to(driver, "33")


def test_search_for_variables(page):
    driver = page("names")
    assert len(variables(driver)) == 12
    assert search(driver, "conv1 kernel") == "1 of 12 variables"
    assert variables(driver) == ["discriminator/conv1/kernel"]
    assert [text.split()[0] for text in shown(driver, ".scope > details > summary")] == ["discriminator/", "conv1/"]
    assert search(driver, "nothing of the sort") == "0 of 12 variables"
    assert shown(driver, ".model") == []
    driver.find_element(By.ID, "query").send_keys(Keys.ESCAPE)
    assert len(variables(driver)) == 12
    assert driver.find_element(By.ID, "matches").text == ""


def test_search_opens_what_was_closed(page):
    driver = page("names")
    driver.find_element(By.CSS_SELECTOR, ".scope > details > summary").click()
    assert len(variables(driver)) == 6
    search(driver, "discriminator/logits/bias")
    assert variables(driver) == ["discriminator/logits/bias"]


def test_search_and_severities_for_findings(page):
    driver = page("check")
    total = len(shown(driver, ".finding"))
    assert total > 1
    assert search(driver, "tfs301").startswith(f"1 of {total} findings")
    assert len(shown(driver, ".finding")) == 1
    search(driver, " ")
    errors = driver.find_elements(By.CSS_SELECTOR, 'input[name="severity"]')
    assert [box.get_attribute("value") for box in errors] == ["error", "warning"]
    errors[0].click()
    assert shown(driver, ".finding.error") == [] and shown(driver, ".finding.warning") != []


def test_slash_goes_to_the_search(page):
    driver = page("names")
    driver.find_element(By.TAG_NAME, "body").send_keys("/")
    assert driver.switch_to.active_element.get_attribute("id") == "query"
    assert driver.find_element(By.ID, "query").get_attribute("value") == ""


def test_a_code_opens_its_rule(page):
    driver = page("check")
    driver.find_element(By.CSS_SELECTOR, ".finding a.code").click()
    opened = driver.find_element(By.CSS_SELECTOR, "details.rule[open]")
    assert opened.is_displayed() and "Why" in opened.text


CONTRAST = """
const channel = (value) => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const parse = (color) => color.match(/[\\d.]+/g).map(Number);
const back = (element) => { for (; element; element = element.parentElement) {
  const color = parse(getComputedStyle(element).backgroundColor); if (color[3] !== 0) return color; } return [255, 255, 255]; };
const low = [];
for (const element of document.querySelectorAll("body *")) {
  if (!element.offsetParent || ![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
  const [a, b] = [light(parse(getComputedStyle(element).color)), light(back(element))].sort((x, y) => y - x);
  if ((a + 0.05) / (b + 0.05) < 4.5) low.push(`${element.tagName}.${element.className} ${(a + 0.05) / (b + 0.05)}`);
}
return low;
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["check", "names"])
def test_contrast(page, name, scheme):
    driver = page(name)
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    try:
        assert driver.execute_script(CONTRAST) == []
    finally:
        driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_accessible_names(page):
    driver = page("check")
    tree = driver.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles: dict[str, list[str]] = {}
    for node in tree:
        if not node.get("ignored"):
            roles.setdefault(node["role"]["value"], []).append(node.get("name", {}).get("value", ""))
    assert roles["heading"][0] == "scope-lint: findings"
    assert {"main", "search", "banner"} <= set(roles)
    assert roles["searchbox"] == ["Search"]
    assert "Source" in roles["region"] and "Report" in roles["region"]
    for role in ("link", "checkbox", "article", "region", "heading", "DisclosureTriangle"):
        assert all(name.strip() for name in roles[role]), role


def test_on_a_small_screen_nothing_is_wider_than_the_screen(page):
    driver = page("check")
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True})
    try:
        assert driver.execute_script("return document.documentElement.scrollWidth") <= 390
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_without_scripts_all_is_there(page):
    driver = page("check")
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        driver.refresh()
        assert not driver.find_element(By.ID, "search").is_displayed()
        assert len(shown(driver, ".file")) == len(driver.find_elements(By.CSS_SELECTOR, ".file")) > 1
    finally:
        driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
