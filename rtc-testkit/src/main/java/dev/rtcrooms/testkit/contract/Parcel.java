package dev.rtcrooms.testkit.contract;

import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.FieldReader;
import dev.rtcrooms.message.FieldWriter;
import dev.rtcrooms.message.MessageType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A host's own command and event with a field of every kind, written by hand. Immutable. */
record Parcel(
    String text,
    @Nullable String optionalText,
    long number,
    @Nullable Long optionalNumber,
    boolean flag,
    List<String> texts,
    Label object,
    @Nullable Label optionalObject,
    List<Label> objects)
    implements CustomCommand, CustomEvent {

  static final MessageType<Parcel> TYPE =
      MessageType.of("parcel", Parcel.class, Parcel::read, Parcel::write);

  /** A nested object, which contains objects itself. */
  record Label(String text, List<Label> inner) {
    static Label read(FieldReader fields) {
      return new Label(fields.text("text"), fields.objects("inner", Label::read));
    }

    static void write(Label label, FieldWriter fields) {
      fields.text("text", label.text).objects("inner", label.inner, Label::write);
    }
  }

  static Parcel full() {
    Label label = new Label(Samples.AWKWARD, List.of(new Label("in", List.of())));
    return new Parcel(
        Samples.AWKWARD,
        "",
        Long.MIN_VALUE,
        Long.MAX_VALUE,
        true,
        List.of("", Samples.AWKWARD),
        label,
        label,
        List.of(label, new Label("", List.of())));
  }

  static Parcel bare() {
    return new Parcel(
        "", null, 0, null, false, List.of(), new Label("", List.of()), null, List.of());
  }

  private static Parcel read(FieldReader fields) {
    return new Parcel(
        fields.text("text"),
        fields.optionalText("optionalText").orElse(null),
        fields.number("number"),
        fields.optionalNumber("optionalNumber").orElse(null),
        fields.flag("flag"),
        fields.texts("texts"),
        fields.object("object", Label::read),
        fields.optionalObject("optionalObject", Label::read).orElse(null),
        fields.objects("objects", Label::read));
  }

  private static void write(Parcel parcel, FieldWriter fields) {
    fields.text("text", parcel.text).text("optionalText", parcel.optionalText);
    fields.number("number", parcel.number);
    if (parcel.optionalNumber != null) {
      fields.number("optionalNumber", parcel.optionalNumber);
    }
    fields
        .flag("flag", parcel.flag)
        .texts("texts", parcel.texts)
        .object("object", parcel.object, Label::write)
        .object("optionalObject", parcel.optionalObject, Label::write)
        .objects("objects", parcel.objects, Label::write);
  }
}
