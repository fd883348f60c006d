package dev.rtcrooms.signaling;

import dev.rtcrooms.Peer;
import dev.rtcrooms.message.Connect;
import dev.rtcrooms.message.Disconnect;
import dev.rtcrooms.message.Refused;
import dev.rtcrooms.message.Signal;
import java.util.concurrent.Executor;

/**
 * A host's own peer, told of everything in order and in tasks of its own: what it does in answer
 * finds the mesh at rest, and what it throws harms nobody. For the room's mailbox only.
 */
record LaterPeer(Peer peer, Executor mailbox) implements Peer {

  @Override
  public String id() {
    return peer.id();
  }

  @Override
  public void receive(Signal signal) {
    mailbox.execute(() -> peer.receive(signal));
  }

  @Override
  public void connect(Connect connect) {
    mailbox.execute(() -> peer.connect(connect));
  }

  @Override
  public void disconnect(Disconnect disconnect) {
    mailbox.execute(() -> peer.disconnect(disconnect));
  }

  @Override
  public void refuse(Refused refused) {
    mailbox.execute(() -> peer.refuse(refused));
  }
}
