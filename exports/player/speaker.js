/* The speaker's window: now and next, the notes, the clock. The presentation itself fills it in,
   so that it needs no server and no channel, and works from a file on disk. */

class Speaker {
  /** Open the window; null where the browser blocks it. `keys` handles its keys as the stage's. */
  static open(player, keys) {
    const opened = window.open("", "policy-story-speaker", "width=1280,height=800");
    return opened ? new Speaker(opened, player, keys) : null;
  }

  constructor(opened, player, keys) {
    this.window = opened;
    this.player = player;
    const doc = opened.document;
    doc.head.replaceChildren();
    doc.body.replaceChildren();
    doc.title = player.words().notes;
    const style = doc.createElement("style");
    style.textContent = STYLE;
    doc.head.append(style);
    doc.body.style.margin = "0";
    this.root = element(doc, "div", "ps ps-speaker");
    this.now = new Stage(doc, player.payload);
    this.next = new Stage(doc, player.payload);
    this.head = element(doc, "header");
    this.place = element(doc, "b");
    this.elapsed = element(doc, "span", "ps-elapsed");
    this.clock = element(doc, "span", "ps-clock");
    this.reset = element(doc, "button");
    this.reset.addEventListener("click", () => { player.started = Date.now(); this.tick(); this.reset.blur(); });
    this.head.append(this.place, this.elapsed, this.reset, this.clock);
    this.nowName = element(doc, "h2");
    this.nextName = element(doc, "h2");
    this.notes = element(doc, "div", "ps-notes");
    const left = element(doc, "div", "ps-left"), right = element(doc, "div", "ps-right");
    left.append(this.nowName, this.now.root, this.notes);
    right.append(this.nextName, this.next.root);
    this.root.append(this.head, left, right);
    doc.body.append(this.root);
    opened.onkeydown = keys;
    opened.onpagehide = () => player.speakerClosed(this);
    this.timer = opened.setInterval(() => this.tick(), 500);
    opened.focus();
  }

  show() {
    const { player } = this, words = player.words(), scenes = player.payload.scenes;
    dress(this.root, player.payload, player.theme);
    this.root.style.fontFamily = player.payload.fonts[player.lang];
    this.nowName.textContent = words.current;
    this.nextName.textContent = words.upcoming;
    this.reset.textContent = words.reset;
    this.place.textContent = player.placeInWords();
    this.now.show(player.index, player.lang, player.stage.frame);
    this.notes.textContent = scenes[player.index][player.lang].notes;
    const last = player.index === scenes.length - 1;
    this.root.classList.toggle("ps-ended", last);
    if (last) this.nextName.textContent = words.end;
    else this.next.show(player.index + 1, player.lang);
    this.tick();
  }

  setYear(frame) {
    this.now.setYear(frame);
  }

  tick() {
    const words = this.player.words(), now = new Date();
    const seconds = Math.floor((now - this.player.started) / 1000);
    const two = number => String(number).padStart(2, "0");
    const hours = Math.floor(seconds / 3600);
    const time = `${hours ? `${hours}:` : ""}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    this.elapsed.textContent = `${words.elapsed} ${time}`;
    this.clock.textContent = `${words.clock} ${two(now.getHours())}:${two(now.getMinutes())}`;
  }

  close() {
    this.window.onpagehide = null;
    this.window.clearInterval(this.timer);
    this.now.close();
    this.next.close();
    this.window.close();
  }
}
