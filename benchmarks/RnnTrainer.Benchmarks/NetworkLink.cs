namespace RnnTrainer.Benchmarks;

/// <summary>A network between machines, as the table of many ranks assumes it.</summary>
/// <param name="Name">As tables show it.</param>
/// <param name="Latency">Seconds until a message arrives, however short.</param>
/// <param name="BytesASecond">From one rank to another, both ways at once, whatever the others send.</param>
internal sealed record NetworkLink(string Name, double Latency, double BytesASecond)
{
    public static IReadOnlyList<NetworkLink> All { get; } =
        [new("25 Gb/s TCP", 30e-6, 2.8e9), new("100 Gb/s RDMA", 3e-6, 11e9)];

    /// <summary>What is assumed, in words.</summary>
    public string Assumption => FormattableString.Invariant($"{Name}: a = {Latency * 1e6:0} µs, b = {BytesASecond / 1e9:0.0} GB/s");

    /// <summary>Seconds that a message takes.</summary>
    public double Seconds(double bytes) => Latency + bytes / BytesASecond;
}
