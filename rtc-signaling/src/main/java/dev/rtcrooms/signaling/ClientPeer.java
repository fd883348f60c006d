package dev.rtcrooms.signaling;

import dev.rtcrooms.Client;
import dev.rtcrooms.Peer;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Signal;

/** The browser of a client, which is told everything by events; for the room's mailbox. */
record ClientPeer(Client client) implements Peer {

  @Override
  public String id() {
    return client.id();
  }

  @Override
  public void receive(Signal signal) {
    tell(signal);
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
    client.room().hub().send(client, event);
  }
}
