// RankProgram messages         ranks send each other messages of many lengths; each prints "right" at the end
// RankProgram networks THREADS [SHARDS]
//                              trains many networks; each rank prints a line for each, with a hash of what was learnt
// RankProgram memory [SHARDS]  trains on wide rows; each rank prints the most memory that it had
// RankProgram victim ...       trains with checkpoints and resumes, until a fault ends it: see Victim
// RankProgram failure RANK     a rank fails while the others wait for it
// RankProgram leave RANK       a rank ends with exit code 3 while the others wait for it

using System.Text;
using RnnTrainer;
using RnnTrainer.Ranks;
using RnnTrainer.Tests.Ranks;

switch (args[0])
{
    case "messages":
        Messages.Run();
        break;
    case "networks":
        string[] lines = [.. ManyNetworks.Train(int.Parse(args[1]), new RnnMpi { Timeout = TimeSpan.FromMinutes(2), Shards = Shards(2) })];
        using (MpiRun run = MpiWorld.Current.Begin(TimeSpan.FromMinutes(2)))
        {
            // The first rank speaks for all: lines of several would mix.
            byte[][] all = run.Ranks.Gather(Encoding.UTF8.GetBytes(string.Join('\n', lines.Select(line => $"rank {RnnMpi.Rank}: {line}"))));
            if (RnnMpi.IsFirst)
                Console.WriteLine(string.Join('\n', all.Select(Encoding.UTF8.GetString)));
        }
        break;
    case "memory":
        Memory.Run(Shards(1));
        break;
    case "victim":
        Victim.Run(args[1], TimeSpan.FromSeconds(int.Parse(args[2])), args[3], int.Parse(args[4]));
        break;
    case "failure":
        using (MpiRun run = MpiWorld.Current.Begin(TimeSpan.FromMinutes(2)))
        {
            if (run.Ranks.Rank == int.Parse(args[1]))
                run.Ranks.EndAll(new InvalidDataException("row 17 is broken"));
            run.Ranks.Gather([1]);
        }
        break;
    case "leave":
        using (MpiRun run = MpiWorld.Current.Begin(TimeSpan.FromMinutes(2)))
        {
            if (run.Ranks.Rank != int.Parse(args[1]))
                run.Ranks.Gather([1]);
        }
        return 3;
    default:
        throw new ArgumentException($"There is no '{args[0]}'.");
}
return 0;

int? Shards(int place) => args.Length > place ? int.Parse(args[place]) : null;
