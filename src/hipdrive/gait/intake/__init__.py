"""What a recording lacks, completed before the analysis: joint centres, standing, keypoints of video, joint angles of OpenSim."""
