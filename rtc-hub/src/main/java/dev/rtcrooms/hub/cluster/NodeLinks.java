package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.spi.Cancellable;
import dev.rtcrooms.spi.Scheduler;
import dev.rtcrooms.spi.cluster.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The links of this node to others, which begin when somebody needs them; any thread. */
final class NodeLinks {

  private static final Logger LOG = LoggerFactory.getLogger(NodeLinks.class);

  /** How often a link gives a sign of life. */
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** A link that is silent for longer is broken; shorter than any lease. */
  private static final long LONGEST_SILENCE_NANOS = Duration.ofSeconds(5).toNanos();

  /** What waits for another node has so long to be sent when this node ends. */
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);

  /** More names of other nodes are not remembered: their processes are gone by then. */
  private static final int MOST_REMEMBERED = 1000;

  private final Cluster cluster;
  private final Scheduler scheduler;
  private final Listener listener;
  private final Map<String, NodeLink> byNode = new HashMap<>();

  /** By the name of another node, the highest number of its links that are broken. */
  private final Map<String, Long> brokenNumbers =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private final Set<String> incompatible = new HashSet<>();
  private long numbers;
  private @Nullable Cancellable nextBeat;
  private boolean ended;

  /** Is told what comes over the links; of one link, one call at a time. */
  interface Listener {

    /** A message has arrived. */
    void received(NodeLink link, NodeMessage message);

    /** A link is broken: nothing comes over it any more. Any thread. */
    void broken(NodeLink link);
  }

  /** No links. */
  NodeLinks(Cluster cluster, Scheduler scheduler, Listener listener) {
    this.cluster = cluster;
    this.scheduler = scheduler;
    this.listener = listener;
  }

  /** The link to a node; a broken one if the node cannot be linked to. */
  synchronized NodeLink to(String node) {
    NodeLink known = byNode.get(node);
    return known != null ? known : begin(node);
  }

  private NodeLink begin(String node) {
    NodeLink link =
        new NodeLink(
            node,
            ++numbers,
            scheduler::nanoTime,
            frame -> cluster.send(node, frame).toCompletableFuture(),
            this::breakOff);
    if (ended || incompatible.contains(node)) {
      link.breaks();
      return link;
    }
    byNode.put(node, link);
    if (nextBeat == null) {
      nextBeat = scheduler.schedule(BEAT, this::beat);
    }
    return link;
  }

  private void beat() {
    List<NodeLink> all;
    synchronized (this) {
      nextBeat = ended || byNode.isEmpty() ? null : scheduler.schedule(BEAT, this::beat);
      all = new ArrayList<>(byNode.values());
    }
    for (NodeLink link : all) {
      if (!link.beats(LONGEST_SILENCE_NANOS)) {
        LOG.warn("Node {} is silent", link.node());
        breakOff(link);
      }
    }
  }

  /** Takes a frame of another node, in the order of arrival. */
  void received(String node, byte[] bytes) {
    LinkFrame frame = LinkFrame.of(bytes);
    if (frame == null) {
      refuse(node, LinkFrame.version(bytes));
      return;
    }
    NodeLink link = linkOf(node, frame);
    if (link == null) {
      return;
    }
    List<NodeMessage> messages = link.receive(frame);
    if (messages == null) {
      LOG.warn("The link to node {} has lost a frame", node);
      breakOff(link);
      return;
    }
    try {
      for (NodeMessage message : messages) {
        if (link.isBroken()) {
          return;
        }
        listener.received(link, message);
      }
    } catch (RuntimeException e) {
      LOG.error("What node {} sent could not be handled", node, e);
      breakOff(link);
    }
  }

  /** A node of another version gets one frame, from which it learns the same, and no link. */
  private void refuse(String node, int version) {
    NodeLink known;
    synchronized (this) {
      if (incompatible.size() >= MOST_REMEMBERED) {
        incompatible.clear();
      }
      if (!incompatible.add(node)) {
        return;
      }
      known = byNode.get(node);
    }
    LOG.error(
        "Node {} has version {} of the protocol between nodes, and this node has version {}:"
            + " clients of one do not reach rooms of the other",
        node,
        version,
        LinkFrame.VERSION);
    send(node, LinkFrame.reset(0));
    if (known != null) {
      breakOff(known);
    }
  }

  /** The link that a frame belongs to; null if there is none, of which the sender is told. */
  private @Nullable NodeLink linkOf(String node, LinkFrame frame) {
    NodeLink known;
    boolean late;
    synchronized (this) {
      known = byNode.get(node);
      late = frame.from() <= brokenNumbers.getOrDefault(node, 0L);
    }
    if (frame.seq() == LinkFrame.RESET) {
      if (known != null && known.number() == frame.to()) {
        breakOff(known);
      }
      return null;
    }
    if (late) {
      return reset(node, frame); // of a link that is broken, perhaps sent again
    }
    long theirs = known == null ? 0 : known.theirNumber();
    if (known != null && theirs != 0 && frame.from() > theirs && frame.begins()) {
      breakOff(known); // the other node has begun anew
      known = null;
    }
    if (known == null) {
      return frame.begins() ? to(node) : reset(node, frame);
    }
    if (frame.to() != 0 && frame.to() != known.number()) {
      return reset(node, frame); // the other node does not know yet that this link has an end
    }
    return theirs != 0 && frame.from() < theirs ? null : known; // of an earlier link
  }

  private @Nullable NodeLink reset(String node, LinkFrame frame) {
    if (frame.from() != 0) {
      send(node, LinkFrame.reset(frame.from()));
    }
    return null;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // each further frame of the other node is answered
  private void send(String node, LinkFrame frame) {
    try {
      cluster.send(node, frame.toBytes());
    } catch (RuntimeException e) {
      LOG.debug("A frame was not sent", e);
    }
  }

  /** Ends a link on both sides. */
  void breakOff(NodeLink link) {
    synchronized (this) {
      if (!byNode.remove(link.node(), link)) {
        return;
      }
      remember(link);
    }
    link.breaks();
    remember(link); // which may have received its first frame meanwhile
    if (link.theirNumber() != 0) {
      send(link.node(), LinkFrame.reset(link.theirNumber()));
    }
    listener.broken(link);
  }

  /** Later links of the other node have higher numbers, in whatever order frames arrive. */
  private synchronized void remember(NodeLink link) {
    Long before = brokenNumbers.remove(link.node()); // the longest unchanged is forgotten first
    long highest = Math.max(link.theirNumber(), before == null ? 0 : before);
    if (highest != 0) {
      brokenNumbers.put(link.node(), highest);
    }
  }

  /**
   * Ends all links when everything was sent that waits, or after a while.
   *
   * @return completes when they have ended, on any thread
   */
  CompletionStage<Void> end() {
    List<NodeLink> all;
    synchronized (this) {
      ended = true;
      all = new ArrayList<>(byNode.values());
      if (nextBeat != null) {
        nextBeat.cancel();
        nextBeat = null;
      }
    }
    CompletableFuture<Void> sent =
        CompletableFuture.allOf(
            all.stream().map(NodeLink::drained).toArray(CompletableFuture[]::new));
    Cancellable deadline = scheduler.schedule(LONGEST_FAREWELL, () -> sent.complete(null));
    return sent.thenRun(
        () -> {
          deadline.cancel();
          all.forEach(this::breakOff);
        });
  }
}
