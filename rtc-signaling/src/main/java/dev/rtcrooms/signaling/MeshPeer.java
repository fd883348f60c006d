package dev.rtcrooms.signaling;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Peer;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Member;
import java.util.function.Supplier;

/** A peer that takes part in a mesh, and what it may do there; for the room's mailbox only. */
final class MeshPeer {

  private final Peer peer;
  private final Member member;
  private final Supplier<Grants> grants;
  private final Rank rank;

  /**
   * Where a peer stands when both offer at once.
   *
   * @param gives whether it is a browser, which can roll its offer back; media servers and those
   *     who signal by HTTP cannot, and are impolite to browsers
   * @param joined orders the peers of a room by when they joined
   */
  record Rank(boolean gives, long joined) {}

  MeshPeer(Peer peer, User user, Supplier<Grants> grants, Rank rank) {
    this.peer = peer;
    this.member = new Member(peer.id(), user);
    this.grants = grants;
    this.rank = rank;
  }

  String id() {
    return member.client();
  }

  Peer peer() {
    return peer;
  }

  Member member() {
    return member;
  }

  boolean may(String grant) {
    return grants.get().allows(grant);
  }

  boolean maySubscribe() {
    return may(Grants.SUBSCRIBE);
  }

  boolean mayPublish() {
    return may(Grants.PUBLISH);
  }

  /** Of two peers the one that joined later is polite. */
  boolean isImpoliteTo(MeshPeer other) {
    return rank.gives == other.rank.gives ? rank.joined < other.rank.joined : !rank.gives;
  }

  @Override
  public String toString() {
    return id();
  }
}
