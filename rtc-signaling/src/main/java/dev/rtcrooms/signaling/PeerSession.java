package dev.rtcrooms.signaling;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Peer;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Speakers;

/**
 * The session of a peer that takes part in a room's streams and is not a client of the room. {@link
 * Streams#addPeer} creates it. For the room's mailbox only.
 */
public final class PeerSession {

  private final Streams streams;
  private final MeshPeer peer;
  private Grants grants;
  private boolean over;

  PeerSession(Streams streams, Peer peer, User user, Grants grants) {
    this.streams = streams;
    this.grants = grants;
    this.peer = new MeshPeer(peer, user, this::grants, streams.guestRank());
  }

  MeshPeer peer() {
    return peer;
  }

  private Grants grants() {
    return grants.expired(streams.now()) ? Grants.none() : grants;
  }

  /**
   * Carries out a command, as if a client had sent it.
   *
   * @param command {@link dev.rtcrooms.message.Publish}, {@link dev.rtcrooms.message.Unpublish} or
   *     a {@link dev.rtcrooms.message.Signal}
   * @throws RefusalException if a client would be refused, or if the peer has left
   * @throws IllegalArgumentException if it is not a command of streams
   */
  public void send(Command command) {
    if (over) {
      throw new RefusalException(Refusal.NOT_ALLOWED, "This peer has left");
    }
    checkGrant(command);
    if (!streams.carryOut(peer, command)) {
      throw new IllegalArgumentException("Not a command of streams");
    }
  }

  private void checkGrant(Command command) {
    for (MessageType<?> type : MessageType.builtIn()) {
      if (type.type() == command.getClass()
          && type.requiredGrant().filter(grant -> !peer.may(grant)).isPresent()) {
        throw new RefusalException(Refusal.NOT_ALLOWED, type.name() + " is not granted");
      }
    }
  }

  /**
   * Tells all who may receive media who speaks, as a media server has found out. Clients that do
   * not publish are left out; they are forgotten as soon as they stop, too. To be called when
   * somebody begins or ends to speak, not for each change of loudness.
   *
   * @param now who speaks now
   */
  public void tellSpeakers(Speakers now) {
    if (!over) {
      streams.speak(now);
    }
  }

  /**
   * Replaces the peer's grants. Streams that it may no longer send or receive end.
   *
   * @param grants the new grants
   */
  public void renew(Grants grants) {
    if (!over && this.grants.expired(streams.now())) {
      streams.mesh().regranted(peer); // the expired grants no longer count
    }
    this.grants = grants;
    if (!over) {
      streams.mesh().regranted(peer);
    }
  }

  /** Ends all connections of the peer. Idempotent. */
  public void leave() {
    if (!over) {
      over = true;
      streams.mesh().leave(peer);
    }
  }
}
