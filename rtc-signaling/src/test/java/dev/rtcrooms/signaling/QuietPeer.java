package dev.rtcrooms.signaling;

import dev.rtcrooms.Peer;
import dev.rtcrooms.message.Signal;
import java.util.ArrayList;
import java.util.List;

/** A peer that keeps what it hears. */
final class QuietPeer implements Peer {

  private final String id;
  private final int layers;
  private final List<Signal> heard = new ArrayList<>();

  QuietPeer(String id) {
    this(id, 1);
  }

  QuietPeer(String id, int layers) {
    this.id = id;
    this.layers = layers;
  }

  @Override
  public int layers() {
    return layers;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void receive(Signal signal) {
    heard.add(signal);
  }

  /** What was heard since the last call. */
  List<Signal> drain() {
    List<Signal> all = List.copyOf(heard);
    heard.clear();
    return all;
  }
}
