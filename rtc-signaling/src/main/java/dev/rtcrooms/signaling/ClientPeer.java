package dev.rtcrooms.signaling;

import dev.rtcrooms.Client;
import dev.rtcrooms.Peer;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Signal;

/** The browser behind a client, which hears of everything as its events; for the room's mailbox. */
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
  public void refuse(Refusal refusal) {
    tell(new Refused(null, refusal));
  }

  private void tell(Event event) {
    client.room().hub().send(client, event);
  }
}
