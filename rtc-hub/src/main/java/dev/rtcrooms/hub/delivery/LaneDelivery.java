package dev.rtcrooms.hub.delivery;

import dev.rtcrooms.hub.outbox.TurnMessages;

/**
 * Delivers the output of a turn, or of several consecutive turns, to the recipients of one lane;
 * for the lane.
 */
final class LaneDelivery implements LaneTask {

  private final RecipientList.Snapshot recipients;
  private final int frameBytes;
  private TurnOutput output;
  private long bytes;
  private int served;

  /**
   * A delivery of one turn.
   *
   * @param recipients at least one
   * @param frameBytes the most bytes that turns may have together to be delivered together
   */
  LaneDelivery(TurnOutput output, RecipientList.Snapshot recipients, int frameBytes) {
    this.output = output;
    this.recipients = recipients;
    this.frameBytes = frameBytes;
  }

  /**
   * Merges the next turn if it has the same recipients and both fit into one frame. Beyond a frame
   * merging saves no write, and the whole would count as one message against the outbox limit.
   */
  @Override
  public boolean absorbs(LaneTask next) {
    if (!(next instanceof LaneDelivery later)
        || later.recipients != recipients
        || bytes() + later.bytes() > frameBytes) {
      return false;
    }
    output = output.then(later.output, recipients.get(0).lane());
    bytes += later.bytes;
    return true;
  }

  private long bytes() {
    if (bytes == 0) {
      bytes = output.bytes(recipients.get(0).sizing());
    }
    return bytes;
  }

  @Override
  public int run(int most, long now) {
    int before = served;
    int end = Math.min(recipients.size(), served + most);
    while (served < end) {
      Recipient recipient = recipients.get(served++);
      TurnMessages messages = output.to(recipient);
      if (messages != null) {
        recipient.deliver(messages, now);
      }
    }
    return end - before;
  }

  @Override
  public boolean isDone() {
    return served == recipients.size();
  }
}
