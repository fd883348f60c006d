package dev.rtcrooms.signaling;

import dev.rtcrooms.Client;
import dev.rtcrooms.Grants;
import dev.rtcrooms.Peer;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Show;
import dev.rtcrooms.message.Signal;

/**
 * The browser of a client, which is told everything by events; for the room's mailbox. It outlives
 * the connection of the client, which another client of the same id takes over.
 */
final class ClientPeer implements Peer {

  private Client client;
  private boolean listening = true;

  ClientPeer(Client client) {
    this.client = client;
  }

  /** The client, or the last one if it has left. */
  Client client() {
    return client;
  }

  Grants grants() {
    return client.grants();
  }

  /** The client has left, so nothing reaches it. */
  void lost() {
    listening = false;
  }

  /** The client is back, but is not sent anything before {@link #listens}. */
  void returned(Client back) {
    client = back;
  }

  /** From now on the client is told everything. */
  void listens() {
    listening = true;
  }

  @Override
  public String id() {
    return client.id();
  }

  @Override
  public void receive(Signal signal) {
    if (!(signal instanceof Show)) { // which is for media servers
      tell(signal);
    }
  }

  @Override
  public void connect(Connect connect) {
    tell(connect);
  }

  @Override
  public void disconnect(Disconnect disconnect) {
    tell(disconnect);
  }

  @Override
  public void refuse(Refused refused) {
    tell(refused);
  }

  private void tell(Event event) {
    if (listening) {
      client.room().hub().send(client, event);
    }
  }
}
