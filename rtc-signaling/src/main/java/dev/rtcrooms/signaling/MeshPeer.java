package dev.rtcrooms.signaling;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Peer;
import dev.rtcrooms.User;
import dev.rtcrooms.message.Member;
import java.util.function.Supplier;

/** A peer in a mesh, with its grants; for the room's mailbox only. */
final class MeshPeer {

  private final Peer peer;
  private final Member member;
  private final Supplier<Grants> grants;
  private final Rank rank;
  private final PublishPace pace = new PublishPace();

  /**
   * Decides which of two peers is polite when both offer at once.
   *
   * @param rollsBack whether it can roll back its offer, as browsers can; media servers and
   *     publishers over HTTP cannot, and are impolite to browsers
   * @param joined the order in which the peers of a room joined
   */
  record Rank(boolean rollsBack, long joined) {}

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

  PublishPace pace() {
    return pace;
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

  /** The peer that joined later is polite, unless only one of them can roll back. */
  boolean isImpoliteTo(MeshPeer other) {
    return rank.rollsBack == other.rank.rollsBack
        ? rank.joined < other.rank.joined
        : !rank.rollsBack;
  }

  @Override
  public String toString() {
    return id();
  }
}
