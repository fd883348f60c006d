package dev.rtcrooms.hub.schedule;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.message.EntryMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One step of a schedule.
 *
 * @param action what happens
 * @param by who does it; null for the host
 * @param on to whose user it is done, if to any
 * @param n a random number from 0 to 99, of which each action makes what it needs
 * @param number makes texts different
 */
record Step(Action action, @Nullable Seat by, Seat on, int n, int number) {

  /** What may happen, how often, and who may do it. */
  enum Action {
    /** Connects as a new client, as a page that is loaded. */
    JOIN(8, By.SEAT),
    /** Connects again and resumes, sometimes from a little earlier than it could. */
    RESUME(14, By.SEAT),
    /** Closes its connection. */
    LEAVE(4, By.SEAT),
    /** Loses its connection, and the server is told. */
    CRASH(5, By.SEAT),
    /** Loses its connection, and nobody is told. */
    VANISH(3, By.SEAT),
    /** Time passes. */
    WAIT(14, By.HOST),
    SAY(13, By.SEAT, Grants.CHAT),
    /** Sends its last message again, since it does not know whether it arrived. */
    SAY_AGAIN(3, By.SEAT, Grants.CHAT),
    EDIT(6, By.EITHER, Grants.CHAT),
    DELETE(5, By.EITHER, Grants.CHAT),
    REACT(5, By.SEAT, Grants.CHAT),
    /** Reads earlier messages. */
    READ(3, By.SEAT, Grants.JOIN),
    REFRESH(3, By.SEAT, Grants.JOIN),
    HAND(3, By.SEAT, Grants.JOIN),
    LOWER_HAND(1, By.EITHER, Grants.MODERATE),
    KICK(3, By.EITHER, Grants.MODERATE),
    BAN(3, By.EITHER, Grants.MODERATE),
    UNBAN(3, By.EITHER, Grants.MODERATE),
    MUTE(5, By.EITHER, Grants.MODERATE),
    UNMUTE(4, By.EITHER, Grants.MODERATE),
    /** Gives somebody the moderation. */
    HAND_OVER(3, By.EITHER, Grants.MODERATE),
    /** Takes the moderation from somebody, perhaps from oneself. */
    TAKE_OVER(2, By.EITHER, Grants.MODERATE),
    MOVE(6, By.EITHER, Grants.MODERATE),
    ENTRY(4, By.EITHER, Grants.MODERATE),
    CAPACITY(2, By.EITHER, Grants.MODERATE),
    ADMIT(4, By.EITHER, Grants.MODERATE),
    DENY(2, By.EITHER, Grants.MODERATE),
    ANNOUNCE(2, By.HOST),
    DISCONNECT(1, By.HOST);

    private final int weight;
    private final By by;
    private final @Nullable String grant;

    Action(int weight, By by, String grant) {
      this.weight = weight;
      this.by = by;
      this.grant = grant;
    }

    Action(int weight, By by) {
      this.weight = weight;
      this.by = by;
      this.grant = null;
    }

    /** What a client needs for it; null if it is no command. */
    @Nullable String grant() {
      return grant;
    }
  }

  private enum By {
    SEAT,
    HOST,
    EITHER
  }

  /** The steps of a seed. */
  static List<Step> schedule(long seed, int steps) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    List<Step> schedule = new ArrayList<>();
    for (int number = 1; number <= steps; number++) {
      schedule.add(random(random, number));
    }
    return schedule;
  }

  private static Step random(Random random, int number) {
    Action action = any(random);
    boolean byHost = action.by == By.HOST || (action.by == By.EITHER && random.nextInt(4) == 0);
    // of those who could, a moderator does it more often
    boolean byAnn = action.by == By.EITHER && random.nextInt(3) > 0;
    Seat by = byHost ? null : byAnn ? Seat.ANN : seat(random);
    return new Step(action, by, seat(random), random.nextInt(100), number);
  }

  private static Action any(Random random) {
    int sum = 0;
    for (Action action : Action.values()) {
      sum += action.weight;
    }
    int dice = random.nextInt(sum);
    for (Action action : Action.values()) {
      dice -= action.weight;
      if (dice < 0) {
        return action;
      }
    }
    throw new IllegalStateException("The weights have changed");
  }

  private static Seat seat(Random random) {
    return Seat.values()[random.nextInt(Seat.values().length)];
  }

  /** How many seconds pass. */
  int seconds() {
    return n < 50 ? 1 + n % 3 : n < 85 ? 4 + n % 10 : n < 95 ? 15 + n % 20 : 45 + n % 30;
  }

  /** How many messages are read. */
  int limit() {
    return 1 + n % 4;
  }

  String text() {
    return "text " + number;
  }

  /** Edits are sometimes the same as the one before. */
  String editedText() {
    return "edit " + n % 3;
  }

  String emoji() {
    return n % 3 == 0 ? "+" : "-";
  }

  boolean flag() {
    return n % 5 < 3;
  }

  Role role() {
    return n % 2 == 0 ? Role.WATCHER : Role.PARTICIPANT;
  }

  EntryMode entry() {
    return EntryMode.values()[n % 3];
  }

  int capacity() {
    return n % 3 == 0 ? 3 : Door.CAPACITY;
  }

  /** How many seconds a ban takes; 0 if it has no end. */
  int banSeconds() {
    return n < 80 ? 1 + n % 40 : 0;
  }

  /** Tells whether it is about a chat message. */
  boolean isAboutMessage() {
    return action == Action.EDIT || action == Action.DELETE || action == Action.REACT;
  }

  @Override
  public String toString() {
    String who = by == null ? "host" : by.name();
    String what =
        switch (action) {
          case JOIN, RESUME, LEAVE, CRASH, VANISH, SAY_AGAIN, READ, REFRESH, DELETE -> "";
          case WAIT -> " " + seconds() + " s";
          case SAY, ANNOUNCE -> " '" + text() + "'";
          case EDIT -> " '" + editedText() + "'";
          case REACT -> " " + emoji() + (flag() ? " on" : " off");
          case HAND -> flag() ? " up" : " down";
          case MOVE -> " " + on.user() + " " + role();
          case ENTRY -> " " + entry();
          case CAPACITY -> " " + capacity();
          case BAN -> " " + on.user() + (banSeconds() == 0 ? "" : " " + banSeconds() + " s");
          default -> " " + on.user();
        };
    return who + " " + action.name().toLowerCase(Locale.ROOT) + what;
  }
}
