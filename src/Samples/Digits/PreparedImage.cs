namespace RnnTrainer.Samples;

/// <summary>An image as a network wants it.</summary>
/// <param name="Pixels">Rows of pixels.</param>
/// <param name="IsInverted">Whether light and dark were exchanged.</param>
internal sealed record PreparedImage(byte[] Pixels, bool IsInverted);
