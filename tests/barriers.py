"""What keeps people out of a page, by the rules of axe: all of them in one look, in another only those that can end differently."""

from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

Rules = Literal["all", "colours", "words"]
"""All of them; what another ground or width can change; what other words can change, which is all but contrast."""
RUN = """async (rules) => {
  const told = ({ violations }) => violations.flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 200)}`));
  const run = async (what, options) => told(await axe.run(what, { resultTypes: ["violations"], ...options }));
  if (rules === "all") return run(document, {});
  if (rules === "words") return run(document, { rules: { "color-contrast": { enabled: false } } });
  const grounds = new Map([[null, ""]]), kinds = new Map();
  const ground = (element) => {
    if (!grounds.has(element)) {
      const { backgroundColor, backgroundImage, opacity, filter } = getComputedStyle(element);
      const own = [backgroundColor, backgroundImage, opacity, filter].join(" ");
      grounds.set(element, ground(element.parentElement) + (own === "rgba(0, 0, 0, 0) none 1 none" ? "" : own));
    }
    return grounds.get(element);
  };
  for (const element of document.body.querySelectorAll("*")) {
    const written = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const { width, height } = element.getBoundingClientRect();
    if (!(written || element.matches("input, select, textarea")) || width < 2 || height < 2 || !element.checkVisibility()) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const kind = [color, fontSize, fontWeight, ground(element)].join(" ");
    kinds.set(kind, [...(kinds.get(kind) ?? []).slice(0, 1), element]);
  }
  const each = [...new Set([...kinds.values()].flat())];
  const faint = each.length ? await run({ include: each }, { runOnly: ["color-contrast"] }) : [];
  return [...faint, ...await run(document, { runOnly: ["link-in-text-block", "scrollable-region-focusable"] })];
}"""
"""Contrast takes most of the time of axe. It was looked for at every word in the first look; on another ground the first and the last word
of each kind, of one colour and size on one ground, tell the same."""


def barriers_of(seen: Page, rules: Rules = "all") -> list[str]:
    """What keeps people out of a page as it stands.

    Args:
        seen: The page; its own policy may hold.
        rules: Which are asked: 'all' in the first look at a page, then 'colours' on another ground, 'words' in another language.
    """
    if not seen.evaluate("'axe' in window"):
        seen.evaluate(AXE_SCRIPT)
    found: list[str] = seen.evaluate(RUN, rules)
    return found


def open_folds(seen: Page) -> None:
    """Open what is folded away."""
    seen.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true })")
