using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RnnTrainer.Samples;

/// <summary>A number in JSON, which has neither NaN nor infinity: null stands for them.</summary>
internal sealed class FiniteNumber<T> : JsonConverter<T> where T : IFloatingPointIeee754<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        T.CreateChecked(reader.GetDouble());

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (T.IsFinite(value))
            writer.WriteRawValue(value.ToString(null, CultureInfo.InvariantCulture));
        else
            writer.WriteNullValue();
    }
}
