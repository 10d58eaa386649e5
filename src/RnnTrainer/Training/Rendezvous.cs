using System.Reflection;
using RnnTrainer.Files;
using RnnTrainer.Kernels;
using RnnTrainer.Ranks;
using RnnTrainer.Tasks;
using RnnTrainer.Training.Checkpoints;

namespace RnnTrainer.Training;

/// <summary>Where ranks meet before they train: all must have the same options and data.</summary>
/// <param name="ranks">The processes.</param>
internal sealed class Rendezvous(RankGroup ranks)
{
    /// <summary>Compares what each rank has with what the first one has, and gives all the first one's seed.</summary>
    /// <param name="options">The options of this rank.</param>
    /// <param name="task">What it is to learn.</param>
    /// <param name="data">Its data.</param>
    /// <param name="given">The seed that somebody set; null: it is drawn.</param>
    /// <exception cref="RnnRankException">A rank differs; every rank throws the same.</exception>
    public int AgreeOnSeed(RnnOptions options, LearningTask task, TrainingData data, int? given)
    {
        if (ranks.Size > 1)
            Compare(FactsOf(options, task, data, given));
        return BitConverter.ToInt32(ranks.Broadcast(() => BitConverter.GetBytes(given ?? Random.Shared.Next())));
    }

    private void Compare(IReadOnlyList<IdentityField> mine)
    {
        IReadOnlyList<IdentityField>[] all = [.. ranks.Gather(Write(mine)).Select(Read)];
        for (int rank = 1; rank < all.Length; rank++)
        {
            foreach (string name in all[0].Concat(all[rank]).Select(fact => fact.Name))
            {
                IdentityField? first = Find(all[0], name), other = Find(all[rank], name);
                if (first != other)
                {
                    throw new RnnRankException(
                        $"{name} is {other?.Text ?? "missing"} on rank {rank}, {first?.Text ?? "missing"} on rank 0. "
                        + "Start every rank with the same program, options and data.", rank, name);
                }
            }
        }
    }

    // What a checkpoint compares, and what decisions and last digits depend on besides.
    private static IReadOnlyList<IdentityField> FactsOf(RnnOptions options, LearningTask task, TrainingData data, int? seed) =>
    [
        new("task", task.Name),
        .. RunIdentity.Of(options, data).Fields,
        new("network", data.Network.Description),
        .. task.Settings.Select(setting => new IdentityField(setting.Name, setting.Value)),
        new(nameof(RnnOptions.Seed), (long?)seed),
        new(nameof(RnnOptions.ProgressSteps), (long?)options.ProgressSteps),
        new(nameof(RnnOptions.KeepModelOnCancellation), options.KeepModelOnCancellation),
        new("vector width", $"{RnnKernels.Best.Level}"),
        new("library version", LibraryVersion),
    ];

    private static string? LibraryVersion =>
        typeof(Rendezvous).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    private static IdentityField? Find(IReadOnlyList<IdentityField> facts, string name) => facts.FirstOrDefault(fact => fact.Name == name);

    private static byte[] Write(IReadOnlyList<IdentityField> facts)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        IdentityFormat.Write(writer, facts);
        writer.Flush();
        return stream.ToArray();
    }

    private static IReadOnlyList<IdentityField> Read(byte[] facts)
    {
        using MemoryStream stream = new(facts);
        using BoundedReader reader = new(stream);
        return IdentityFormat.Read(reader);
    }
}
