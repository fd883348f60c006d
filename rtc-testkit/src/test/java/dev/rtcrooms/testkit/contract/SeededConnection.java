package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.testkit.websocket.AcceptedSocket;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Connection;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A connection with a thread that writes, and with a fault; any thread. */
final class SeededConnection implements Connection {

  private static final int FAULTY_WRITE = 10;
  private static final int LIMIT = 64 * 1024;

  private final AcceptedSocket link;
  private final TinyCodec codec;
  private final SeededFault fault;
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(RealTime.daemons("seeded-writer"));
  private final AtomicBoolean closing = new AtomicBoolean();
  private int writes;
  private byte[] held = {};

  SeededConnection(AcceptedSocket link, TinyCodec codec, SeededFault fault) {
    this.link = link;
    this.codec = codec;
    this.fault = fault;
  }

  @Override
  public Sizing sizing() {
    return codec;
  }

  @Override
  public void write(Batch batch, WriteListener listener) {
    try {
      writer.execute(() -> writeNow(batch, listener));
      if (fault == SeededFault.IGNORES_BACK_PRESSURE) {
        listener.written();
      }
    } catch (RejectedExecutionException e) {
      if (fault != SeededFault.FORGETS_WRITES_AFTER_CLOSE) {
        listener.failed(e);
      }
    }
  }

  private void writeNow(Batch batch, WriteListener listener) {
    try {
      writeFaulty(batch);
    } catch (IOException e) {
      listener.failed(e);
      return;
    }
    if (fault != SeededFault.IGNORES_BACK_PRESSURE) {
      listener.written();
    }
    if (fault == SeededFault.ENDS_A_WRITE_TWICE && writes == FAULTY_WRITE) {
      listener.written();
    }
  }

  private void writeFaulty(Batch batch) throws IOException {
    byte[] payload = bytes(batch.encoded(codec));
    boolean now = ++writes == FAULTY_WRITE;
    switch (fault) {
      case LOSES_A_WRITE -> {
        if (!now) {
          text(payload);
        }
      }
      case DOUBLES_A_WRITE -> {
        text(payload);
        if (now) {
          text(payload);
        }
      }
      case SWAPS_TWO_WRITES -> {
        if (now) {
          held = payload;
        } else {
          text(payload);
          if (held.length > 0) {
            text(held);
            held = new byte[0];
          }
        }
      }
      case SPLITS_BATCHES -> {
        List<String> lines = new String(payload, StandardCharsets.UTF_8).lines().toList();
        for (String line : lines) {
          link.text(line);
        }
      }
      case CUTS_AT_64_KIB -> text(Arrays.copyOf(payload, Math.min(payload.length, LIMIT)));
      default -> text(payload);
    }
  }

  private void text(byte[] payload) throws IOException {
    link.write(AcceptedSocket.TEXT, true, payload);
  }

  private static byte[] bytes(Encoded encoded) {
    byte[] bytes = new byte[encoded.size()];
    encoded.copyTo(bytes, 0);
    return bytes;
  }

  /** Answers a ping. */
  void pong(byte[] payload) throws IOException {
    if (fault != SeededFault.ANSWERS_NO_PING) {
      link.write(AcceptedSocket.PONG, true, payload);
    }
  }

  @Override
  public void close(CloseReason reason) {
    if (fault == SeededFault.CLOSES_TWICE || closing.compareAndSet(false, true)) {
      try {
        writer.execute(() -> tell(reason));
      } catch (RejectedExecutionException e) {
        return; // closed before
      }
      if (fault != SeededFault.WRITES_AFTER_CLOSE && fault != SeededFault.CLOSES_TWICE) {
        writer.shutdown();
      }
      if (fault != SeededFault.KEEPS_THE_SOCKET) {
        CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS).execute(this::cut);
      }
    }
  }

  private void tell(CloseReason reason) {
    try {
      if (fault == SeededFault.TELLS_NO_CLOSE_CODE) {
        link.write(AcceptedSocket.CLOSE, true, new byte[0]);
      } else {
        link.close(reason.code() == CloseReason.LOST.code() ? 1000 : reason.code(), reason.text());
      }
      if (fault != SeededFault.WRITES_AFTER_CLOSE && fault != SeededFault.CLOSES_TWICE) {
        link.finish();
      }
    } catch (IOException e) {
      // the client has left
    }
  }

  private void cut() {
    try {
      link.cut();
    } catch (IOException e) {
      // ended already
    }
  }
}
