/* The views kept for a deck stay in this browser (localStorage): their addresses, nothing else.

   One entry holds { stamp, views }. What another tab or an earlier visit wrote is handed to the
   server's session once; what the session changed is written here. */

const ENTRY = "policy-target-atlas.basket";

function kept() {
  try { return JSON.parse(localStorage.getItem(ENTRY)) ?? { stamp: "" }; }
  catch { return { stamp: "" }; }
}

export default function ({ data, setTriggerValue }) {
  const here = kept();
  if (here.stamp === data.stamp) return;
  if (here.stamp && !data.seen.includes(here.stamp)) { setTriggerValue("kept", here); return; }
  if (!data.stamp) return;
  try { localStorage.setItem(ENTRY, JSON.stringify({ stamp: data.stamp, views: data.views })); }
  catch { /* this browser keeps nothing: the views last as long as the session */ }
}
