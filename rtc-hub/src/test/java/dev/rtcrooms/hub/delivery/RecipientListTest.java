package dev.rtcrooms.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecipientListTest {
  private final RecipientList list = new RecipientList();

  @Test
  void aSnapshotStaysAsItIs() {
    Random random = new Random(1);
    List<Recipient> model = new ArrayList<>();
    Map<RecipientList.Snapshot, List<Recipient>> snapshots = new LinkedHashMap<>();
    for (int i = 0; i < 5_000; i++) {
      int choice = random.nextInt(10);
      if (choice < 4 || model.isEmpty()) {
        model.add(added());
      } else if (choice < 8) {
        list.remove(model.remove(random.nextInt(model.size())));
      } else {
        snapshots.put(list.snapshot(), List.copyOf(model));
      }
    }

    assertThat(snapshots).hasSizeGreaterThan(100);
    snapshots.forEach(
        (snapshot, then) -> assertThat(all(snapshot)).containsExactlyInAnyOrderElementsOf(then));
    assertThat(all(list.snapshot())).containsExactlyInAnyOrderElementsOf(model);
  }

  @Test
  void aSnapshotIsTheSameObjectUntilSomethingChanges() {
    Recipient recipient = added();
    RecipientList.Snapshot before = list.snapshot();

    assertThat(list.snapshot()).isSameAs(before);
    added();
    RecipientList.Snapshot after = list.snapshot();
    assertThat(after).isNotSameAs(before);
    list.remove(recipient);
    assertThat(list.snapshot()).isNotSameAs(after);
  }

  @Test
  void whoIsNotThereIsNotRemoved() {
    Recipient present = added();
    Recipient never = recipient();
    Recipient gone = added();
    list.remove(gone);

    list.remove(never);
    list.remove(gone);

    assertThat(all(list.snapshot())).containsExactly(present);
    assertThat(list.isEmpty()).isFalse();
    list.remove(present);
    assertThat(list.isEmpty()).isTrue();
  }

  private Recipient added() {
    Recipient recipient = recipient();
    recipient.place(list.add(recipient));
    return recipient;
  }

  private static Recipient recipient() {
    return new Recipient(null, Role.PARTICIPANT, null, null, null);
  }

  private static List<Recipient> all(RecipientList.Snapshot snapshot) {
    List<Recipient> all = new ArrayList<>();
    for (int i = 0; i < snapshot.size(); i++) {
      all.add(snapshot.get(i));
    }
    return all;
  }
}
