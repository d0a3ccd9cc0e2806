// Small helps. Everything works without them, only with more page loads.

// Live: an event of the journal makes the page fetch itself again; htmx puts the parts marked as live in place.
const live = document.querySelector("[data-live]");
if (live && window.EventSource) {
  const types = ["connected", "suspect", "auth-lost", "unreachable", "restored", "credential-changed", "removed"].map(t => "mailbox." + t)
    .concat("provider.incident-opened", "provider.incident-closed");
  let wait = 0, last = 0;
  const refresh = () => {
    if (wait) return;
    // At once after a quiet time; in a storm once in two seconds.
    wait = setTimeout(() => { wait = 0; last = Date.now(); document.body.dispatchEvent(new Event("fleet-changed")); },
      Math.max(60, 2000 - (Date.now() - last)));
  };
  let source, opened = 0;
  const open = () => {
    source = new EventSource("/live");
    types.forEach(type => source.addEventListener(type, refresh));
    // After a break something may have been missed.
    source.onopen = () => { if (opened++) refresh(); };
    // The browser comes again by itself after a broken line, but not after an answer that is none.
    source.onerror = () => { if (source.readyState === EventSource.CLOSED) setTimeout(open, 5000 + Math.random() * 5000); };
  };
  open();
  addEventListener("pagehide", () => source.close());
}

// What somebody has unfolded stays unfolded when a live part is put in place again.
document.addEventListener("htmx:oobBeforeSwap", e => {
  const now = e.detail.target, then = e.detail.fragment;
  // What was said when the page came does not outlive the state it spoke of.
  if (now.id === "state" && now.textContent.trim() !== then.textContent.trim()) document.getElementById("notice")?.remove();
  now.querySelectorAll("details[open][id]").forEach(one => { const same = then.querySelector("#" + CSS.escape(one.id)); if (same) same.open = true; });
});

// Finding the servers of an address takes a while: what somebody types meanwhile is theirs.
const typed = area => [...area.querySelectorAll("input, select")].map(field => field.type === "checkbox" ? field.checked : field.value).join("\n");
const before = new Map();
document.addEventListener("htmx:beforeRequest", e => {
  before.clear();
  if (e.detail.elt.id !== "address") return;
  document.querySelectorAll("#receiving-fields, #sending-fields").forEach(area => before.set(area.id, typed(area)));
});
document.addEventListener("htmx:oobBeforeSwap", e => {
  const was = before.get(e.detail.target.id);
  if (was !== undefined && was !== typed(e.detail.target)) e.detail.shouldSwap = false;
});

// Test Connection waits for the required fields, and says for which.
const ready = form => {
  const empty = field => !field.value.trim();
  const hosts = [...form.querySelectorAll("[name$='.host']")];
  const missing = [...form.querySelectorAll("[data-needed]")].filter(empty).map(field => field.labels[0]?.textContent ?? field.name);
  if (hosts.length > 0 && hosts.every(empty) && !missing.includes("Host")) missing.push("Host");
  form.querySelectorAll("[data-when-filled]").forEach(button => { button.disabled = missing.length > 0; });
  form.querySelectorAll("[data-why]").forEach(why => {
    why.hidden = missing.length === 0;
    why.textContent = "Test Connection waits for " + missing.join(", ") + ".";
  });
};
const readyAll = () => document.querySelectorAll("form[data-waits]").forEach(ready);
readyAll();
document.addEventListener("input", e => { if (e.target.form?.matches("[data-waits]")) ready(e.target.form); });
["htmx:afterSettle", "htmx:afterRequest"].forEach(done => document.addEventListener(done, () => setTimeout(readyAll, 0)));

// One press is enough.
document.addEventListener("submit", e => {
  const button = e.submitter;
  if (button && !e.defaultPrevented) setTimeout(() => { button.setAttribute("aria-disabled", "true"); button.disabled = true; }, 0);
});
addEventListener("pageshow", e => { if (e.persisted) location.reload(); });

// Copy what is shown once.
document.addEventListener("click", async e => {
  const button = e.target.closest("[data-copy]");
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select();
  try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand("copy"); }
  button.textContent = "Copied";
});
document.querySelectorAll("[data-copy]").forEach(button => { button.hidden = false; });
