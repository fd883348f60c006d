package dev.rtcrooms.message;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes a record by its components; any thread. A record may contain records of its own
 * type, so each type is derived once and found again by its class.
 *
 * @param <T> the record
 */
final class DerivedRecord<T> {

  private final Class<T> type;
  private final MethodHandle constructor;
  private final List<DerivedComponent> components;

  DerivedRecord(Class<T> type, RecordAccess access) {
    this(type, access, new HashMap<>());
  }

  private DerivedRecord(Class<T> type, RecordAccess access, Map<Class<?>, DerivedRecord<?>> known) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type.getName() + " is not a record");
    }
    this.type = type;
    known.put(type, this);
    constructor = access.constructor(type);
    List<DerivedComponent> derived = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      derived.add(
          DerivedComponent.of(
              component, access.accessor(component), inner -> nested(inner, access, known)));
    }
    components = List.copyOf(derived);
  }

  /** Not {@code computeIfAbsent}, because deriving a record may add others. */
  private static DerivedRecord<?> nested(
      Class<?> type, RecordAccess access, Map<Class<?>, DerivedRecord<?>> known) {
    DerivedRecord<?> found = known.get(type);
    return found == null ? new DerivedRecord<>(type, access, known) : found;
  }

  Class<T> type() {
    return type;
  }

  List<String> names() {
    return components.stream().map(DerivedComponent::name).toList();
  }

  T read(FieldReader fields) {
    Object[] values = new Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = components.get(i).read(fields);
    }
    return type.cast(Invocation.call(() -> (Object) constructor.invokeExact(values)));
  }

  void write(Object value, FieldWriter fields) {
    for (DerivedComponent component : components) {
      component.write(value, fields);
    }
  }
}
