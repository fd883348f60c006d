package dev.rtcrooms.signaling;

import dev.rtcrooms.Client;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Peer;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Member;
import dev.rtcrooms.message.Signal;

/** A browser of a mesh: the peer behind a client; for the room's mailbox only. */
final class ClientPeer implements Peer {

  private final Client client;
  private final long joined;

  /** The number orders the peers of a room by when they joined. */
  ClientPeer(Client client, long joined) {
    this.client = client;
    this.joined = joined;
  }

  @Override
  public String id() {
    return client.id();
  }

  @Override
  public void receive(Signal signal) {
    tell(signal);
  }

  void tell(Event event) {
    client.room().hub().send(client, event);
  }

  Member member() {
    return Member.of(client);
  }

  boolean maySubscribe() {
    return client.grants().allow(Grants.SUBSCRIBE);
  }

  boolean mayPublish() {
    return client.grants().allow(Grants.PUBLISH);
  }

  boolean joinedBefore(ClientPeer other) {
    return joined < other.joined;
  }

  @Override
  public String toString() {
    return id();
  }
}
