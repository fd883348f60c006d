package dev.rtcrooms.peers;

import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.RTCDataChannelState;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A data channel that carries text; any thread. */
final class Channel implements RTCDataChannelObserver, AutoCloseable {

  private final RTCDataChannel channel;
  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> open = new CompletableFuture<>();
  private volatile boolean echoes;

  Channel(RTCDataChannel channel) {
    this.channel = channel;
    channel.registerObserver(this);
    onStateChange();
  }

  /** Says back what it hears, from now on. */
  Channel echo() {
    echoes = true;
    return this;
  }

  String label() {
    return channel.getLabel();
  }

  void send(String text) {
    Loop.await(open);
    write(text);
  }

  private void write(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      channel.send(new RTCDataChannelBuffer(ByteBuffer.wrap(bytes), false));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for so many messages. */
  List<String> take(int count) {
    List<String> taken = new ArrayList<>();
    try {
      while (taken.size() < count) {
        String next = heard.poll(Loop.PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
          throw new AssertionError("Only " + taken.size() + " of " + count + " messages came");
        }
        taken.add(next);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return taken;
  }

  @Override
  public void onStateChange() {
    if (channel.getState() == RTCDataChannelState.OPEN) {
      open.complete(null);
    }
  }

  @Override
  public void onMessage(RTCDataChannelBuffer buffer) {
    String text = StandardCharsets.UTF_8.decode(buffer.data).toString();
    if (echoes) {
      write(text);
    } else {
      heard.add(text);
    }
  }

  @Override
  public void onBufferedAmountChange(long previousAmount) {}

  @Override
  public void close() {
    channel.unregisterObserver();
    channel.close();
  }
}
