package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.Limits;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.spi.Past;
import dev.rtcrooms.spi.cluster.Claim;
import dev.rtcrooms.spi.cluster.Cluster;
import dev.rtcrooms.spi.cluster.ClusterNode;
import dev.rtcrooms.spi.cluster.NodeStatus;
import dev.rtcrooms.transport.Codec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** The engine of one node, with a fault; any thread. */
final class SeededEngine implements Cluster {

  private static final int MEBIBYTE = 1024 * 1024;
  private static final int FAULTY_FRAME = 10;

  private final String name;
  private final Cluster engine;
  private final SeededEngines all;
  private final EngineFault fault;
  private final List<Runnable> losses = new CopyOnWriteArrayList<>();
  private byte[] heldBack = {};
  private int frames;

  SeededEngine(String name, Cluster engine, SeededEngines all) {
    this.name = name;
    this.engine = engine;
    this.all = all;
    fault = all.fault();
  }

  String simulatedName() {
    return name;
  }

  private void loseRooms() {
    losses.forEach(Runnable::run);
  }

  @Override
  public void join(ClusterNode node) {
    all.locked(
        () -> {
          engine.join(new SeededHub(node, fault, this::loseRooms));
          return name;
        });
  }

  @Override
  public Codec codec(List<MessageType<?>> types, Limits limits) {
    return engine.codec(types, limits);
  }

  @Override
  public String self() {
    return fault == EngineFault.HAS_ONE_NAME_FOR_ALL ? "node" : engine.self();
  }

  @Override
  public boolean isCurrent() {
    return fault == EngineFault.BELIEVES_IN_ITS_LEASE || all.locked(engine::isCurrent);
  }

  @Override
  public CompletionStage<Optional<String>> find(UUID room) {
    CompletionStage<Optional<String>> found = all.locked(() -> engine.find(room));
    return fault == EngineFault.FINDS_LOST_NODES
        ? found.thenApply(home -> all.kept(room) == null ? home : Optional.of("n0"))
        : found;
  }

  @Override
  public CompletionStage<Claim> claim(UUID room, Runnable lost) {
    Runnable told = fault == EngineFault.TELLS_NO_LOSS ? () -> {} : lost;
    return all.locked(() -> engine.claim(room, told))
        .thenApply(claim -> claimed(room, claim, lost));
  }

  private Claim claimed(UUID room, Claim claim, Runnable lost) {
    if (claim instanceof Claim.Won won) {
      Past past = new SeededTenure(won.past(), all, lost);
      losses.add(lost);
      all.keep(room, past);
      return new Claim.Won(past);
    }
    Past known = all.kept(room);
    return fault == EngineFault.HAS_TWO_HOMES && known != null ? new Claim.Won(known) : claim;
  }

  @Override
  public CompletionStage<Void> send(String node, byte[] frame) {
    frames++;
    boolean now = frames == FAULTY_FRAME;
    switch (fault) {
      case SWAPS_FRAMES -> {
        if (now) {
          heldBack = frame;
          return CompletableFuture.completedStage(null);
        }
        CompletionStage<Void> sent = sendNow(node, frame);
        byte[] late = heldBack;
        heldBack = new byte[0];
        return late.length == 0 ? sent : sendNow(node, late);
      }
      case LOSES_A_FRAME -> {
        return now ? CompletableFuture.completedStage(null) : sendNow(node, frame);
      }
      case DOUBLES_A_FRAME -> {
        return now
            ? sendNow(node, frame).thenCompose(sent -> sendNow(node, frame))
            : sendNow(node, frame);
      }
      case CUTS_FRAMES_AT_A_MEBIBYTE -> {
        return sendNow(node, Arrays.copyOf(frame, Math.min(frame.length, MEBIBYTE)));
      }
      case NEVER_ENDS_A_SEND -> {
        CompletableFuture<Void> never = new CompletableFuture<>();
        sendNow(node, frame)
            .whenComplete(
                (sent, failure) -> {
                  if (failure == null) {
                    never.complete(sent);
                  }
                });
        return never;
      }
      default -> {
        return sendNow(node, frame);
      }
    }
  }

  private CompletionStage<Void> sendNow(String node, byte[] frame) {
    return all.locked(() -> engine.send(node, frame));
  }

  @Override
  public CompletionStage<List<NodeStatus>> nodes() {
    return all.locked(engine::nodes)
        .thenApply(
            nodes ->
                fault == EngineFault.DESCRIBES_ITSELF_ALONE
                    ? nodes.stream().filter(node -> node.name().equals(name)).toList()
                    : nodes);
  }

  @Override
  public void close() {
    if (fault != EngineFault.LEAVES_WITHOUT_A_WORD) {
      all.locked(
          () -> {
            engine.close();
            return name;
          });
    }
  }
}
