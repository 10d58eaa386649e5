using System.Text.Json;

namespace RnnTrainer.Samples;

/// <summary>A drawing as a client sends it: checked, in bytes.</summary>
/// <param name="Pixels">Row by row, from 0, black, to 255, white.</param>
/// <param name="Height">How many rows.</param>
/// <param name="Width">Pixels in a row.</param>
internal sealed record Drawing(byte[] Pixels, int Height, int Width)
{
    /// <summary>Sides of drawings, in pixels.</summary>
    public const int LeastSide = 8, MostSide = 512;

    /// <summary>The largest body with one: for each pixel up to 15 characters, and some more.</summary>
    public const int MostBytes = 16 * MostSide * MostSide;

    private const string Wanted = """{"pixels": [numbers from 0 to 255, row by row], "width": columns, "height": rows}""";

    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Reads one from a request's body.</summary>
    /// <exception cref="InvalidDataException">It is no drawing; the message says why and what would be one.</exception>
    public static async Task<Drawing> Read(Stream body, CancellationToken cancellation)
    {
        try
        {
            Content? content = await JsonSerializer.DeserializeAsync<Content>(body, Format, cancellation);
            return Check(content ?? throw new InvalidDataException($"The body is null; expected {Wanted}."));
        }
        catch (JsonException exception)
        {
            string place = $"at '{exception.Path ?? "$"}', line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}";
            throw new InvalidDataException($"The body is not a drawing in JSON: {place}; expected {Wanted}.", exception);
        }
    }

    private static Drawing Check(Content content)
    {
        int width = CheckSide(content.Width, "width"), height = CheckSide(content.Height, "height");
        float[] pixels = content.Pixels ?? throw new InvalidDataException($"'pixels' is missing; expected {Wanted}.");
        if (pixels.Length != width * height)
        {
            throw new InvalidDataException(
                $"'pixels' holds {pixels.Length} numbers; expected 'width' x 'height' = {width} x {height} = {width * height}.");
        }
        int wrong = Array.FindIndex(pixels, value => !(value is >= 0 and <= byte.MaxValue));
        if (wrong >= 0)
        {
            throw new InvalidDataException(
                $"'pixels' holds {pixels[wrong]} at index {wrong}; expected numbers from 0 (black) to 255 (white).");
        }
        return new([.. pixels.Select(value => (byte)MathF.Round(value))], height, width);
    }

    private static int CheckSide(int? side, string name) => side switch
    {
        null => throw new InvalidDataException($"'{name}' is missing; expected {Wanted}."),
        < LeastSide or > MostSide => throw new InvalidDataException($"'{name}' is {side}; expected {LeastSide} to {MostSide} pixels."),
        _ => side.Value,
    };

    private sealed record Content(float[]? Pixels, int? Width, int? Height);
}
