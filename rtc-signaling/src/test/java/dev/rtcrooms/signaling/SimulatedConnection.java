package dev.rtcrooms.signaling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An {@code RTCPeerConnection} as far as negotiation goes: signaling states, implicit rollback, the
 * operations chain and the negotiation-needed flag of W3C webrtc-pc §4.4 and §4.7.3. Nothing
 * happens by itself: {@link #finishOperation} and {@link #runTask} let it, whenever the test likes.
 */
final class SimulatedConnection {

  enum State {
    STABLE,
    HAVE_LOCAL_OFFER,
    HAVE_REMOTE_OFFER
  }

  /** A description; {@code name} is unlike all others, and an answer's ends in its offer's. */
  record Description(boolean offer, String name, String ufrag, Set<Integer> tracks) {
    String sdp() {
      return offer
          ? Sdp.offer(ufrag, "sendrecv", name + tracks)
          : Sdp.answer(ufrag, tracks.isEmpty() ? "recvonly" : "sendrecv", name + tracks);
    }
  }

  private record Operation(Runnable effect, Runnable then) {}

  private final String owner;
  private final Deque<Operation> chain = new ArrayDeque<>();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final Set<String> formerUfrags = new HashSet<>();
  private final List<String> added = new ArrayList<>();
  private final List<String> gathered = new ArrayList<>();
  private int made;
  private boolean checkWhenChainIsEmpty;
  private boolean negotiationNeeded;
  private boolean restart;

  State state = State.STABLE;
  Set<Integer> tracks = new TreeSet<>();
  @Nullable Description currentLocal;
  @Nullable Description pendingLocal;
  @Nullable Description currentRemote;
  @Nullable Description pendingRemote;
  Runnable onNegotiationNeeded = () -> {};
  Consumer<String> onCandidate = ufrag -> {};

  SimulatedConnection(String owner) {
    this.owner = owner;
  }

  Description localDescription() {
    return Objects.requireNonNull(pendingLocal != null ? pendingLocal : currentLocal);
  }

  boolean hasOperation() {
    return !chain.isEmpty();
  }

  boolean hasTask() {
    return !tasks.isEmpty();
  }

  void finishOperation() {
    Operation head = chain.element();
    head.effect.run();
    chain.remove();
    head.then.run();
    if (chain.isEmpty() && checkWhenChainIsEmpty) {
      checkWhenChainIsEmpty = false;
      checkNegotiationNeeded();
    }
  }

  void runTask() {
    tasks.remove().run();
  }

  void addTrack(int track) {
    tracks.add(track);
    checkNegotiationNeeded();
  }

  void restartIce() {
    restart = true;
    checkNegotiationNeeded();
  }

  boolean needsNegotiation() {
    Set<Integer> negotiated = currentLocal == null ? Set.of() : currentLocal.tracks;
    return restart || !negotiated.containsAll(tracks);
  }

  void setLocalDescription(Runnable then) {
    chain.add(
        new Operation(
            () -> {
              if (state == State.HAVE_REMOTE_OFFER) {
                answer();
              } else {
                offer();
              }
            },
            then));
  }

  void setRemoteDescription(Description remote, Runnable then) {
    chain.add(new Operation(() -> applyRemote(remote), then));
  }

  /** Hears whether the browser refused it. */
  void addIceCandidate(String ufrag, Consumer<Boolean> refused) {
    boolean[] failed = new boolean[1];
    chain.add(
        new Operation(
            () -> {
              failed[0] = !isOf(pendingRemote, ufrag) && !isOf(currentRemote, ufrag);
              if (!failed[0]) {
                added.add(ufrag);
              }
            },
            () -> refused.accept(failed[0])));
  }

  boolean wasOf(String ufrag) {
    return formerUfrags.contains(ufrag);
  }

  /** How many candidates of this generation were gathered here. */
  long gathered(String ufrag) {
    return gathered.stream().filter(ufrag::equals).count();
  }

  /** How many candidates of the other's generation were added here. */
  long added(String ufrag) {
    return added.stream().filter(ufrag::equals).count();
  }

  private void offer() {
    String ufrag = currentLocal == null || restart ? name() : currentLocal.ufrag;
    pendingLocal = new Description(true, name(), ufrag, Set.copyOf(tracks));
    state = State.HAVE_LOCAL_OFFER;
    gather(ufrag);
  }

  private void answer() {
    Description remote = Objects.requireNonNull(pendingRemote);
    boolean same = currentRemote != null && currentRemote.ufrag.equals(remote.ufrag);
    String ufrag = same && currentLocal != null ? currentLocal.ufrag : name();
    // What the offer has no section for waits for an offer of one's own.
    Set<Integer> negotiated = currentLocal == null ? Set.of() : currentLocal.tracks;
    Set<Integer> kept = new TreeSet<>(tracks);
    kept.retainAll(negotiated);
    if (!same) {
      restart = false;
    }
    currentLocal = new Description(false, name() + "<" + remote.name, ufrag, Set.copyOf(kept));
    replaceRemote(remote);
    gather(ufrag);
  }

  private void applyRemote(Description remote) {
    if (remote.offer) {
      pendingLocal = null;
      pendingRemote = remote;
      state = State.HAVE_REMOTE_OFFER;
      return;
    }
    if (state != State.HAVE_LOCAL_OFFER) {
      throw new AssertionError(owner + " got an answer in " + state);
    }
    Description offer = Objects.requireNonNull(pendingLocal);
    if (!remote.name.endsWith("<" + offer.name)) {
      throw new AssertionError(owner + " offered " + offer.name + " and got " + remote.name);
    }
    if (currentLocal == null || !currentLocal.ufrag.equals(offer.ufrag)) {
      restart = false;
    }
    currentLocal = offer;
    replaceRemote(remote);
  }

  private void replaceRemote(Description remote) {
    if (currentRemote != null) {
      formerUfrags.add(currentRemote.ufrag);
    }
    currentRemote = remote;
    pendingRemote = null;
    pendingLocal = null;
    stable();
  }

  private void stable() {
    state = State.STABLE;
    negotiationNeeded = false;
    checkNegotiationNeeded();
  }

  private void checkNegotiationNeeded() {
    tasks.add(
        () -> {
          if (!chain.isEmpty()) {
            checkWhenChainIsEmpty = true;
          } else if (state == State.STABLE) {
            boolean fire = needsNegotiation() && !negotiationNeeded;
            negotiationNeeded = needsNegotiation();
            if (fire) {
              onNegotiationNeeded.run();
            }
          }
        });
  }

  /** Two candidates for each generation, as events that may come late. */
  private void gather(String ufrag) {
    if (gathered(ufrag) == 0) {
      for (int i = 0; i < 2; i++) {
        gathered.add(ufrag);
        tasks.add(() -> onCandidate.accept(ufrag));
      }
    }
  }

  /** For a description or a generation. */
  private String name() {
    return owner + ++made;
  }

  private static boolean isOf(@Nullable Description description, String ufrag) {
    return description != null && description.ufrag.equals(ufrag);
  }
}
