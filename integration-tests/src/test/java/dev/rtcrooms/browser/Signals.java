package dev.rtcrooms.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Client;
import dev.rtcrooms.Feature;
import dev.rtcrooms.Result;
import dev.rtcrooms.ice.CandidateException;
import dev.rtcrooms.ice.IceCandidate;
import dev.rtcrooms.message.Answer;
import dev.rtcrooms.message.Candidate;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.Offer;
import dev.rtcrooms.sdp.DescriptionCheck;
import dev.rtcrooms.sdp.SdpException;
import dev.rtcrooms.sdp.SessionDescription;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Reads every description and candidate that clients send, ahead of the feature that relays them:
 * what real WebRTC stacks make must be read without a complaint, and come back byte for byte. Hears
 * in a room's mailbox; tests ask from their own thread.
 */
public final class Signals implements Feature {

  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();
  private final Queue<IceCandidate> candidates = new ConcurrentLinkedQueue<>();
  private final Queue<String> problems = new ConcurrentLinkedQueue<>();

  /** What somebody has sent. */
  private record Seen(String name, Class<? extends Command> type) {}

  Signals() {}

  @Override
  public Result handle(Client client, Command command) {
    try {
      if (command instanceof Offer offer) {
        read(offer.sdp());
      } else if (command instanceof Answer answer) {
        read(answer.sdp());
      } else if (command instanceof Candidate candidate) {
        read(candidate);
      }
      seen.add(new Seen(client.user().name(), command.getClass()));
    } catch (SdpException | CandidateException | AssertionError e) {
      problems.add(client.user().name() + ", " + command + ": " + e.getMessage());
    }
    return Result.UNHANDLED;
  }

  private static void read(String sdp) throws SdpException {
    SessionDescription description = SessionDescription.parse(sdp);
    assertThat(description).hasToString(sdp);
    DescriptionCheck.check(description);
  }

  private void read(Candidate candidate) throws CandidateException {
    if (candidate.init() != null && !IceCandidate.isEnd(candidate.init().candidate())) {
      String text = candidate.init().candidate();
      IceCandidate read = IceCandidate.parse(text);
      assertThat(read).hasToString(text);
      candidates.add(read);
    }
  }

  /**
   * What somebody has sent up to now.
   *
   * @param name of the user
   * @return the class of each command, in order
   */
  public List<Class<? extends Command>> of(String name) {
    return seen.stream()
        .filter(each -> each.name.equals(name))
        .<Class<? extends Command>>map(Seen::type)
        .toList();
  }

  /**
   * All candidates that anybody has sent up to now.
   *
   * @return in order
   */
  public List<IceCandidate> candidates() {
    return List.copyOf(candidates);
  }

  void check() {
    assertThat(problems).as("what the readers said to live signals").isEmpty();
  }
}
