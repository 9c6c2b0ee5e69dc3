/* A file that could not be made shows as an error of its button, in English and for five seconds.
   Told of it, the server says what happened in a sentence that stays. */

const FAILED = '[data-testid="stDownloadButtonError"]';

export default function ({ parentElement, setTriggerValue }) {
  // A rerun brings another way to answer; the watch goes on.
  parentElement.answer = setTriggerValue;
  if (parentElement.watch) return;
  parentElement.watch = new MutationObserver(changes => {
    if (parentElement.isConnected === false) { parentElement.watch.disconnect(); return; }
    for (const { addedNodes } of changes) for (const node of addedNodes) {
      if (node.nodeType !== Node.ELEMENT_NODE) continue;
      const found = node.matches(FAILED) ? node : node.querySelector(FAILED);
      if (found) parentElement.answer("failed", found.textContent || "?");
    }
  });
  parentElement.watch.observe(document.body, { childList: true, subtree: true });
}
