package dev.rtcrooms.hub.entry;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Entrant;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.Visit;
import dev.rtcrooms.hub.delivery.Recipient;
import dev.rtcrooms.hub.delivery.RoomOutput;
import dev.rtcrooms.hub.feature.FeatureList;
import dev.rtcrooms.hub.feature.MessageTypes;
import dev.rtcrooms.hub.mailbox.Mailbox;
import dev.rtcrooms.hub.mailbox.Timers;
import dev.rtcrooms.hub.membership.AdmittedUser;
import dev.rtcrooms.message.Waiting;
import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.transport.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one room that wait until a feature lets them in. Each is told so, at once and
 * again as a sign of life. For the mailbox.
 */
public final class HeldEntrants {

  private final Mailbox mailbox;
  private final Timers timers;
  private final RoomOutput output;
  private final MessageTypes types;
  private final Duration interval;
  private final List<Held> all = new ArrayList<>();
  private @Nullable Cancellable next;

  /**
   * Nobody waits.
   *
   * @param interval the longest silence of the server
   */
  public HeldEntrants(
      Mailbox mailbox, Timers timers, RoomOutput output, MessageTypes types, Duration interval) {
    this.mailbox = mailbox;
    this.timers = timers;
    this.output = output;
    this.types = types;
    this.interval = interval;
  }

  /** Tells whether a connection of a user waits. */
  boolean holds(String userId) {
    return all.stream().anyMatch(held -> held.user.user().id().equals(userId));
  }

  /** Closes a connection that waits if it is of the same session as a later one. */
  void replace(AdmittedUser user) {
    for (Held earlier : List.copyOf(all)) {
      if (earlier.isOf(user)) {
        earlier.close(CloseReason.REPLACED);
      }
    }
  }

  /**
   * Makes a connection wait.
   *
   * @param holder decides how long
   * @param again lets the user in, if all features agree by then
   * @param ended called when the connection has ended
   */
  void hold(
      Feature holder,
      Visit visit,
      AdmittedUser user,
      PendingConnection connection,
      Runnable again,
      Runnable ended) {
    Held held = new Held(holder, visit, user, connection, again, ended);
    all.add(held);
    connection.whenOver(() -> mailbox.execute(held::over));
    held.tell();
    if (next == null) {
      next = timers.after(interval, this::tellAll);
    }
    FeatureList.notify(holder, feature -> feature.held(held));
    if (connection.isOver()) {
      held.over();
    }
  }

  private void tellAll() {
    next = all.isEmpty() ? null : timers.after(interval, this::tellAll);
    all.forEach(Held::tell);
  }

  private final class Held implements Entrant {
    private final Feature holder;
    private final Visit visit;
    private final AdmittedUser user;
    private final PendingConnection connection;
    private final Runnable again;
    private final Runnable ended;

    Held(
        Feature holder,
        Visit visit,
        AdmittedUser user,
        PendingConnection connection,
        Runnable again,
        Runnable ended) {
      this.holder = holder;
      this.visit = visit;
      this.user = user;
      this.connection = connection;
      this.again = again;
      this.ended = ended;
    }

    boolean isOf(AdmittedUser other) {
      return user.user().id().equals(other.user().id())
          && user.role() == other.role()
          && user.session() != null
          && user.session().equals(other.session());
    }

    void tell() {
      Waiting waiting = new Waiting(interval);
      Recipient recipient = connection.recipient(output, user.role());
      output.sendAlone(recipient, Outgoing.of(types.of(waiting), waiting));
    }

    @Override
    public Visit visit() {
      return visit;
    }

    @Override
    public void retry() {
      if (release()) {
        again.run();
      }
    }

    @Override
    public void refuse(Refusal refusal) {
      close(CloseReason.of(refusal));
    }

    void close(CloseReason reason) {
      if (release()) {
        ended.run();
        connection.closed(reason);
      }
    }

    void over() {
      if (release()) {
        ended.run();
      }
    }

    private boolean release() {
      mailbox.requireInside();
      if (!all.remove(this)) {
        return false;
      }
      connection.whenOver(null);
      FeatureList.notify(holder, feature -> feature.released(this));
      return true;
    }
  }
}
