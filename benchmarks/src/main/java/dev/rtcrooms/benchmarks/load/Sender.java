package dev.rtcrooms.benchmarks.load;

import java.util.Arrays;

/** The one who speaks in a room, and when it should have; for the generator's thread. */
final class Sender {

  private final Crowd crowd;
  private final Window window;
  private final Client client;
  private final int index;
  private final int wanted;
  private long[] intended = new long[256];
  private int sent;
  private int outstanding;

  Sender(Crowd crowd, Window window, Client client, int index, int wanted) {
    this.crowd = crowd;
    this.window = window;
    this.client = client;
    this.index = index;
    this.wanted = wanted;
  }

  int sent() {
    return sent;
  }

  /** Says the next message, which should have been said at the given time. */
  void speak(long time) {
    if (sent == intended.length) {
      intended = Arrays.copyOf(intended, 2 * sent);
    }
    intended[sent] = time;
    window.sent(time);
    client.send(crowd.script().say(crowd.run(), index, sent));
    sent++;
  }

  /** Says as much as may be unanswered. */
  void fill(long now) {
    while (outstanding < wanted) {
      outstanding++;
      speak(now);
    }
  }

  /** Somebody in the room has heard a message for the first time. */
  void heard(Client by, int number) {
    if (number >= sent) {
      crowd.faults().foreign();
      return;
    }
    long now = crowd.now();
    crowd.delivered();
    window.delivered(intended[number], now);
    if (wanted > 0 && by == client) {
      outstanding--;
      if (crowd.speaking()) {
        fill(now);
      }
    }
  }
}
