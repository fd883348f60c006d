package dev.rtcrooms;

import dev.rtcrooms.message.Fields;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one {@link User} in one room.
 *
 * <p>Any thread may call {@link #id()}, {@link #user()}, {@link #role()}, {@link #room()}, {@link
 * #attribute}, {@link #info()}, {@link #closeReason()}, {@link #execute}, {@link #call} and {@link
 * #disconnect}. The other methods are for the room's mailbox.
 */
public interface Client {

  /**
   * Returns the id by which other clients refer to this client. A client that reconnects with its
   * session key, as the same user by the same kind of link, has the same id, even after a restart
   * of a server with the same secret. At most one client of an id is in the room at a time. Without
   * a session key each connection has an id of its own.
   *
   * @return 12 characters of the base64url alphabet
   */
  String id();

  /**
   * Returns the user of this connection.
   *
   * @return the authenticated user, without its attributes
   */
  User user();

  /**
   * Returns the present role, which the host may have {@linkplain #move changed}.
   *
   * @return participant or watcher
   */
  Role role();

  /**
   * Returns the room of this connection.
   *
   * @return the room, even after the client has left
   */
  Room room();

  /**
   * Returns the current grants.
   *
   * @return the grants, empty once they have expired
   */
  Grants grants();

  /**
   * Tells whether the client resumed: it reconnected, and is sent every recorded event that it
   * missed. A feature then sends it only state that is not recorded.
   *
   * @return true if the client resumed
   */
  boolean recovered();

  /**
   * Tells whether the client is back: the room knew a client of the same {@linkplain #id() id}, for
   * which {@link Feature#gone} was not called. Its connection was replaced, or lost less than
   * {@link RoomsBuilder#clientGrace} ago.
   *
   * @return true if the client takes the place of one that the features know
   */
  boolean returned();

  /**
   * Returns why the connection has ended.
   *
   * @return the reason, or empty while the client is connected
   */
  Optional<CloseReason> closeReason();

  /**
   * Returns an attribute of this client. The {@linkplain User#attributes login}, the {@linkplain
   * Admitted admission} and {@link #setAttribute} set attributes.
   *
   * @param key the attribute
   * @param <T> the type of the value
   * @return the value, or empty if there is none
   */
  <T> Optional<T> attribute(AttributeKey<T> key);

  /**
   * Sets an attribute for as long as the client is connected. If it is the one that {@link
   * RoomsBuilder#memberInfo} shows, the features are told by {@link Feature#infoChanged}, and
   * {@code Presence} tells the participants.
   *
   * @param key the attribute
   * @param value its value, or null to remove it
   * @param <T> the type of the value
   * @throws IllegalArgumentException if another key of the same name is present, or if the value is
   *     shown to others and too large; nothing is changed then
   */
  <T> void setAttribute(AttributeKey<T> key, @Nullable T value);

  /**
   * Returns the attribute that other participants see, besides the user.
   *
   * @return the fields of the attribute that {@link RoomsBuilder#memberInfo} shows, or empty if
   *     there is none
   */
  Optional<Fields> info();

  /**
   * Replaces the grants of the client, except for those that its role does not allow, or that its
   * {@linkplain dev.rtcrooms.transport.Handshake#forgoing handshake gave up}. The client and the
   * room's features are told. To keep a client beyond the expiry of its grants, renew them before.
   *
   * @param grants the new grants; without {@link Grants#JOIN} the client is disconnected
   */
  void renew(Grants grants);

  /**
   * Moves the client to the other role while it stays connected: promotes a watcher to a
   * participant, or demotes one. From then on it receives the events of that role. It is told its
   * role and its grants, and each feature is told by {@link Feature#moved}, which updates the
   * client and the others. The client cannot {@linkplain #recovered() recover} from a position
   * before the move, because it counts as joined at the move.
   *
   * <p>A move lasts as long as the connection: a client that reconnects has the role of its link. A
   * promoted watcher is never told the room link.
   *
   * <p>While the features are being called, a move is delayed until all of them have returned.
   * Later changes of the same client then wait for the move, in order. A change that takes away
   * {@link Grants#JOIN} never waits.
   *
   * @param role the new role; if it is the current role, only the grants change, as by {@link
   *     #renew}
   * @param grants the new grants, of which the role removes those that it does not allow; without
   *     {@link Grants#JOIN} the client is disconnected
   */
  void move(Role role, Grants grants);

  /**
   * Runs a task in the room's mailbox, if the client is still in the room then.
   *
   * @param task must not block
   */
  void execute(Runnable task);

  /**
   * Runs a task in the room's mailbox, if the client is still in the room then, and returns its
   * result. Use it to continue after an answer from elsewhere:
   *
   * <pre>{@code
   * return Result.later(
   *     database.find(query).thenCompose(row -> client.call(() -> answer(client, row))));
   * }</pre>
   *
   * @param task must not block
   * @param <T> the type of the result
   * @return completes in the mailbox; fails with what the task threw, or with {@link
   *     java.util.concurrent.CancellationException} if the client has left
   */
  <T> CompletionStage<T> call(Callable<T> task);

  /**
   * Disconnects the client: it leaves the room, and then its connection is closed. The client
   * leaves even if its connection does not respond. Idempotent.
   *
   * @param reason what the client is told
   */
  void disconnect(CloseReason reason);
}
