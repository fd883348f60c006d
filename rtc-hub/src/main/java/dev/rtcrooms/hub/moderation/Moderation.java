package dev.rtcrooms.hub.moderation;

import dev.rtcrooms.Client;
import dev.rtcrooms.CloseReason;
import dev.rtcrooms.Entrant;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Result;
import dev.rtcrooms.Role;
import dev.rtcrooms.Room;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Ban;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.EntryMode;
import dev.rtcrooms.message.Media;
import dev.rtcrooms.message.ModerationCommand;
import dev.rtcrooms.message.MuteRequested;
import dev.rtcrooms.message.RaisedHand;
import dev.rtcrooms.message.WaitingUser;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Moderation of a room: bans, a lock, a waiting room, raised hands, and what users may do. Clients
 * with {@link Grants#MODERATE} moderate by commands; the host calls the methods of this class. For
 * the room's mailbox; one line enters it from any thread:
 *
 * <pre>{@code
 * room.execute(Moderation.class, moderation -> moderation.ban("u-7", Duration.ofHours(1)));
 * }</pre>
 *
 * <p>Everything is about users, by {@link User#id()}: it holds for all connections of a user and
 * for later ones, until the room ends. Bans, the lock and the waiting room do not apply to users
 * with {@link Grants#PROTECTED}.
 */
public final class Moderation extends ModeratedRoom {

  private final ModeratorCommands commands;

  /**
   * Creates a moderation with default options.
   *
   * @param room the room it is for
   */
  public Moderation(Room room) {
    this(room, new ModerationOptions());
  }

  private Moderation(Room room, ModerationOptions options) {
    super(room, options);
    commands = new ModeratorCommands(room, this, options.permits);
  }

  /**
   * Sets options: {@code Moderation.with(moderation -> moderation.entry(EntryMode.WAITING))}.
   *
   * @param options called once, before this method returns
   * @return creates such a moderation for each room
   * @throws IllegalArgumentException if an option is out of its bounds
   */
  public static Feature.Factory with(Consumer<? super ModerationOptions> options) {
    ModerationOptions set = new ModerationOptions();
    options.accept(set);
    ModerationOptions copy = new ModerationOptions(set);
    return room -> new Moderation(room, copy);
  }

  /**
   * Disconnects all connections of a user with {@link CloseReason#REMOVED}, and sends it away if it
   * waits. It may come back if it finds the room open.
   *
   * @param userId the user
   * @param reason what the user is told; null for a standard text
   */
  public void kick(String userId, @Nullable String reason) {
    String text = reason == null ? CloseReason.REMOVED.text() : reason;
    waiting.refuse(userId, Refusal.of(Refusal.NOT_LET_IN, text));
    remove(userId, new CloseReason(CloseReason.REMOVED.code(), text));
  }

  private void remove(String userId, CloseReason reason) {
    entry.removed(userId);
    room.hub().clientsOf(userId).forEach(client -> client.disconnect(reason));
    hands.lower(userId);
  }

  /**
   * Bans a user until the room ends.
   *
   * @param userId see {@link #ban(String, Duration, String)}
   */
  public void ban(String userId) {
    ban(userId, null, null);
  }

  /**
   * Bans a user for a while.
   *
   * @param userId see {@link #ban(String, Duration, String)}
   * @param duration from now on
   */
  public void ban(String userId, Duration duration) {
    ban(userId, duration, null);
  }

  /**
   * Bans a user: disconnects all its connections with {@link CloseReason#BANNED}, and refuses later
   * ones and pages.
   *
   * @param userId the user, who need not be in the room
   * @param duration from now on; null until the room ends
   * @param reason what the user is told after the time; or null
   * @throws RefusalException with {@link Refusal#TOO_MANY_BANS} if the room remembers no more
   */
  public void ban(String userId, @Nullable Duration duration, @Nullable String reason) {
    Instant until =
        duration == null ? null : room.now().plus(duration).truncatedTo(ChronoUnit.MILLIS);
    Ban ban = new Ban(userId, nameOf(userId), until, reason);
    bans.add(ban);
    String text = BanList.text(ban);
    waiting.refuse(userId, Refusal.of(Refusal.BANNED, text));
    remove(userId, new CloseReason(CloseReason.BANNED.code(), text));
  }

  private @Nullable String nameOf(String userId) {
    for (Client client : room.hub().clientsOf(userId)) {
      return client.user().name();
    }
    for (Entrant entrant : waiting.entrantsOf(userId)) {
      return entrant.visit().user().name();
    }
    return null;
  }

  /**
   * Lifts a ban.
   *
   * @param userId the user
   * @return false if the user is not banned
   */
  public boolean unban(String userId) {
    return bans.remove(userId);
  }

  /** {@return the bans that have not ended, in the order in which they were set} */
  public List<Ban> bans() {
    return bans.list();
  }

  /** {@return who may enter} */
  public EntryMode entry() {
    return entry.mode();
  }

  /**
   * Changes who may enter: locks the room, opens a waiting room, or ends both. Users that are in
   * the room, or left it in the last minute, may come back.
   *
   * @param mode who may enter from now on
   */
  public void entry(EntryMode mode) {
    entry.mode(mode);
  }

  /** {@return how many clients may be in the room} */
  public int capacity() {
    return entry.capacity();
  }

  /**
   * Changes how many clients may be in the room. Present clients stay.
   *
   * @param clients from 1 to {@link dev.rtcrooms.Limits#clientsPerRoom()}
   * @throws RefusalException with {@link Refusal#BAD_FIELD} if it is another number
   */
  public void capacity(int clients) {
    entry.capacity(clients);
  }

  /** {@return the users who wait to be let in, in the order of arrival} */
  public List<WaitingUser> waiting() {
    return waiting.list();
  }

  /**
   * Lets in a user who waits.
   *
   * @param userId the user
   * @return false if it does not wait
   */
  public boolean admit(String userId) {
    return entry.admit(userId);
  }

  /**
   * Sends away a user who waits.
   *
   * @param userId the user
   * @param reason what the user is told; null for a standard text
   * @return false if it does not wait
   */
  public boolean deny(String userId, @Nullable String reason) {
    String text = reason == null ? CloseReason.NOT_LET_IN.text() : reason;
    return waiting.refuse(userId, Refusal.of(Refusal.NOT_LET_IN, text));
  }

  /**
   * Gives a user a grant, or takes it away: {@link Grants#CHAT} to mute its chat, {@link
   * Grants#PUBLISH} to stop its media, {@link Grants#MODERATE} to hand over the moderation.
   *
   * @param userId the user
   * @param grant any but {@link Grants#JOIN}
   * @param allowed whether the user has it from now on, as far as its role allows
   * @throws IllegalArgumentException if the grant is {@code join}
   */
  public void permit(String userId, String grant, boolean allowed) {
    if (grant.equals(Grants.JOIN)) {
      throw new IllegalArgumentException("Kick or ban a user who must not be in the room");
    }
    grants.permit(userId, grant, allowed);
  }

  /** Tells whether something was given to a user or taken from it. */
  boolean hasPermits(String userId) {
    return grants.knows(userId);
  }

  /**
   * Asks the clients of a user to stop sending media. They decide; {@link #permit} enforces.
   *
   * @param userId the user
   * @param media what to stop
   */
  public void askToMute(String userId, Media media) {
    MuteRequested request = new MuteRequested(media, null, null);
    room.hub().clientsOf(userId).forEach(client -> room.hub().send(client, request));
  }

  /** {@return the raised hands, in the order of raising} */
  public List<RaisedHand> hands() {
    return hands.list();
  }

  /**
   * Raises the hand of a user, unless it is raised.
   *
   * @param user a user in the room
   */
  public void raiseHand(User user) {
    hands.raise(user);
  }

  /**
   * Lowers the hand of a user.
   *
   * @param userId the user
   * @return false if it is not raised
   */
  public boolean lowerHand(String userId) {
    return hands.lower(userId);
  }

  /**
   * Promotes a user to a participant, or makes it a watcher ({@link Client#move}).
   *
   * @param userId the user
   * @param role the role of all its connections, and of later ones
   */
  public void move(String userId, Role role) {
    grants.move(userId, role);
  }

  @Override
  public Result handle(Client client, Command command) {
    if (command instanceof ModerationCommand asked) {
      commands.carryOut(client, asked);
      return Result.DONE;
    }
    return Result.UNHANDLED;
  }
}
